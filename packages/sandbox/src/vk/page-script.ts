/**
 * Keeps an open page current: on each sign from the server the same address is read anew and only what differs is put in, so that a
 * half-written comment is not lost. Written as text because it runs in the reader's browser; without it the page works by reloading.
 */
export const pageScript = `
const news = document.getElementById('news')
const pointed = document.querySelector('.pointed')
if (pointed) pointed.scrollIntoView({ block: 'center' })

function take(fresh) {
  for (const list of fresh.querySelectorAll('ol[data-list]')) {
    const here = document.querySelector('ol[data-list="' + list.dataset.list + '"]')
    if (!here) continue
    const ids = new Set([...list.children].map((each) => each.id))
    for (const old of [...here.children]) if (!ids.has(old.id)) old.remove()
    let before = null
    for (const each of [...list.children]) {
      const known = document.getElementById(each.id)
      if (known) {
        for (const part of ['.says', '.acts']) {
          const now = known.querySelector(':scope > ' + part), next = each.querySelector(':scope > ' + part)
          if (now.dataset.shown === undefined) now.dataset.shown = now.innerHTML
          if (now.dataset.shown === next.innerHTML || now.querySelector('details[open]')) continue
          now.innerHTML = next.innerHTML
          now.dataset.shown = next.innerHTML
        }
        before = known
        continue
      }
      const added = document.importNode(each, true)
      added.classList.add('fresh')
      if (before) before.after(added); else here.prepend(added)
      before = added
      news.textContent = added.dataset.news
    }
  }
  for (const count of fresh.querySelectorAll('[data-count]')) {
    const here = document.querySelector('[data-count="' + count.dataset.count + '"]')
    if (here && here.textContent !== count.textContent) here.textContent = count.textContent
  }
  const posts = [...fresh.querySelectorAll('.post')].map((each) => each.id).join()
  if (posts !== [...document.querySelectorAll('.post')].map((each) => each.id).join() && !document.querySelector('details[open]')) location.reload()
}

let wanted = false, busy = false
async function renew() {
  wanted = true
  if (busy) return
  busy = true
  while (wanted) {
    wanted = false
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
      if (answer.ok) take(new DOMParser().parseFromString((await answer.text()).replace(/<style[^]*?<\\/style>/, ''), 'text/html'))
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  busy = false
}
const stream = new EventSource('/page/events')
stream.onmessage = renew
stream.onopen = renew

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.matches('form.write, form.act')) return
  event.preventDefault()
  const button = form.querySelector('button')
  button.disabled = true
  const { text, file, name } = form.elements
  const said = text && text.value, files = file && file.value
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) })
    if (!answer.ok) { const told = new DOMParser().parseFromString((await answer.text()).replace(/<style[^]*?<\\/style>/, ''), 'text/html').querySelector('.alert')
      const place = form.querySelector('.told') || news
      place.textContent = told ? told.textContent : String(answer.status); return }
    if (text) form.querySelector('.told').textContent = ''
    // What was written on meanwhile is another comment.
    if (name && text.value === said) text.value = ''
    if (file && file.value === files) file.value = ''
    if (text && form.closest('.comment')) form.closest('details').open = false
    if (name) for (const each of document.querySelectorAll('input[name=name]')) if (!each.closest('details[open]')) each.value = name.value
    renew()
  } finally { button.disabled = false }
})
document.addEventListener('toggle', (event) => {
  if (event.target.matches('details') && event.target.open) event.target.querySelector('textarea').focus()
}, true)
`
