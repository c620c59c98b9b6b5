// Brings the pages to life. Every page works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs
} from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend'
import { keepFresh } from './safereturn/refresh.js'
import { keepWords } from './safereturn/draft.js'

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  SortableTable
]

const bringToLife = (scope) => components.forEach((component) => createAll(component, undefined, scope))

bringToLife(document)
document.querySelectorAll('[data-refresh-every]').forEach((list) => keepFresh(list, bringToLife))
document.querySelectorAll('form[data-keep-words]').forEach(keepWords)
