import { type PageLetter, signIns, steps } from './letter.ts'

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884}
code{font-size:1.05em}li{margin:.35rem 0}`

const words = {
  ru: {
    title: 'Кто есть кто и что попробовать',
    desk: 'Рабочее место',
    page: 'Страница сообщества',
    pageNote: 'здесь вы житель: пишите комментарии и читайте ответы',
    password: 'Пароль у всех',
    elsewhere: 'он в окне, где запущен показательный город',
    role: 'Роль',
    place: 'Подразделение',
    login: 'Логин',
    name: 'Кто',
    other: 'In English',
  },
  en: {
    title: 'Who is who and what to try',
    desk: 'The desk',
    page: 'The community page',
    pageNote: 'here you are a citizen: write comments and read the replies',
    password: "Everybody's password",
    elsewhere: 'it stands in the terminal where the demo was started',
    role: 'Role',
    place: 'Unit',
    login: 'Login',
    name: 'Who',
    other: 'По-русски',
  },
} as const

/** The guided first page of the demo. It shows the demo's password only where nobody but this machine can open it. */
export function guidePage(letter: PageLetter, language: 'ru' | 'en'): string {
  const say = words[language]
  const rows = signIns(language).map(
    ({ role, place, name, login }) =>
      `<tr><td>${escape(role)}</td><td>${escape(place)}</td><td><code>${escape(login)}</code></td><td>${escape(name)}</td></tr>`,
  )
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say.title}</title><style>${style}</style></head><body>
<h1>${say.title}</h1><p>${escape(letter.act[language])}</p>
<p><a href="/">${say.desk}</a> · <a href="${escape(letter.community)}">${say.page}</a>: ${say.pageNote}.</p>
<ol>${steps(language, letter.procedure)
    .map((step) => `<li>${escape(step)}</li>`)
    .join('')}</ol>
<p>${say.password}: ${letter.password === null ? say.elsewhere : `<code>${escape(letter.password)}</code>`}</p>
<table><thead><tr><th>${say.role}</th><th>${say.place}</th><th>${say.login}</th><th>${say.name}</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p><a href="?lang=${language === 'ru' ? 'en' : 'ru'}">${say.other}</a></p></body></html>`
}
