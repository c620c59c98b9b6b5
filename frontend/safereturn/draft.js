// A form whose words are kept on the server while they are typed: <form data-keep-words="/report/draft/">
// The address gets the whole form by POST a moment after the typing stops.

const PAUSE = 800 // milliseconds without a key pressed

function noteIn(form) {
  const note = document.createElement('p')
  note.className = 'govuk-hint'
  note.setAttribute('role', 'status')
  form.append(note)
  return note
}

/**
 * Keep what is typed into a form, and say whether it is kept.
 *
 * @param {HTMLFormElement} form - the form with data-keep-words (the address that keeps them)
 */
export function keepWords(form) {
  const note = noteIn(form)
  let waiting = null

  async function send() {
    try {
      const answer = await fetch(form.dataset.keepWords, {
        method: 'POST',
        body: new FormData(form),
        credentials: 'same-origin',
        keepalive: true
      })
      const kept = answer.ok && !answer.redirected
      note.textContent = kept ? 'Your words are kept.' : 'Your words are not being kept: you may have been signed out.'
    } catch {
      note.textContent = 'Your words are not being kept: there is no connection.'
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(send, PAUSE)
  })
  form.addEventListener('submit', () => clearTimeout(waiting))
}
