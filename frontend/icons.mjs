// Copies the icons that the compiled style sheet names, and no other, beside it.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'

const from = 'node_modules/@ministryofjustice/frontend/moj/assets'
const to = '../src/safereturn/web/static/safereturn'

mkdirSync(`${to}/images`, { recursive: true })
const named = new Set(readFileSync(`${to}/app.css`, 'utf8').match(/images\/[\w-]+\.svg/g))
named.forEach((icon) => copyFileSync(`${from}/${icon}`, `${to}/${icon}`))
