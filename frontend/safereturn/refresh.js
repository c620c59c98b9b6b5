// A list that renews itself: <div id="board" data-refresh-every="30" data-refresh-url="/board/rows/">…</div>
// The address answers with the list alone, or with a whole page that holds an element of the same id; without an
// address, the page asks for itself. Whoever is reading loses nothing: not the place on the page, not the focus, not an
// opened <details>, not a half-typed word.

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]'

const clockNow = () =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', minute: '2-digit', hour12: true })
    .format(new Date())
    .replace(/\s/g, '')
    .toLowerCase()

// A <details> is the same one after a refresh when it has the same id, or else the same summary.
const nameOf = (details) => details.id || details.querySelector('summary')?.textContent.trim()

const openNames = (list) => new Set([...list.querySelectorAll('details[open]')].map(nameOf))

function reopen(list, names) {
  list.querySelectorAll('details').forEach((details) => {
    if (names.has(nameOf(details))) details.open = true
  })
}

// The focused element is found again by its id, else by its address, else by its place among those that take focus.
function placeOfFocus(list) {
  const focused = document.activeElement
  if (!focused || !list.contains(focused)) return null
  return {
    id: focused.id,
    href: focused.getAttribute('href'),
    index: [...list.querySelectorAll(FOCUSABLE)].indexOf(focused)
  }
}

function putFocusBack(list, place) {
  if (!place) return
  const all = [...list.querySelectorAll(FOCUSABLE)]
  const found =
    (place.id && all.find((element) => element.id === place.id)) ||
    (place.href && all.find((element) => element.getAttribute('href') === place.href)) ||
    all[place.index]
  found?.focus({ preventScroll: true })
}

const isTyping = (list) =>
  list.contains(document.activeElement) && document.activeElement.matches('input, select, textarea')

function swap(list, html, afterSwap) {
  const answer = new DOMParser().parseFromString(html, 'text/html')
  const fresh = answer.getElementById(list.id) ?? answer.body
  const scroll = [window.scrollX, window.scrollY]
  const open = openNames(list)
  const focus = placeOfFocus(list)
  list.replaceChildren(...fresh.childNodes)
  reopen(list, open)
  afterSwap(list)
  putFocusBack(list, focus)
  window.scrollTo(...scroll)
}

function noteBefore(list) {
  const note = document.createElement('p')
  note.className = 'sr-refresh-note'
  note.hidden = true
  note.setAttribute('role', 'status')
  list.before(note)
  return note
}

/**
 * Keep one list fresh for as long as its tab is looked at.
 *
 * @param {HTMLElement} list - the element with data-refresh-every (seconds), and its id
 * @param {(list: HTMLElement) => void} afterSwap - brings the components inside the new content to life
 */
export function keepFresh(list, afterSwap) {
  const seconds = Number(list.dataset.refreshEvery)
  const note = noteBefore(list)
  let refreshedAt = clockNow()
  let timer = null

  async function refresh() {
    if (isTyping(list)) return
    try {
      const answer = await fetch(list.dataset.refreshUrl ?? location.href, {
        credentials: 'same-origin',
        headers: { 'X-Requested-With': 'refresh' },
        signal: AbortSignal.timeout(Math.max(seconds, 10) * 1000)
      })
      // A redirect leads to the sign-in page, which must not be drawn into the list.
      if (!answer.ok || answer.redirected) throw new Error(`the list was answered with ${answer.status}`)
      swap(list, await answer.text(), afterSwap)
      refreshedAt = clockNow()
      note.hidden = true
    } catch {
      note.textContent = `Not refreshed since ${refreshedAt}. Reload the page to see what has changed.`
      note.hidden = false
    }
  }

  function start() {
    timer ??= setInterval(refresh, seconds * 1000)
  }

  function stop() {
    clearInterval(timer)
    timer = null
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return stop()
    refresh()
    start()
  })
  if (!document.hidden) start()
}
