import { releasePath, type ReleasePath, type Procedure } from '@otklik/regulations'
import { demoPeople, demoTown, demoUnits } from '../town/town.ts'

export type Letter = {
  readonly url: string
  readonly community: string
  readonly password: string
  readonly act: { readonly ru: string; readonly en: string }
  /** The steps to try are those that this act has. */
  readonly procedure: Procedure
  readonly resting: boolean
}

const roles = {
  curator: { ru: 'куратор', en: 'curator' },
  executor: { ru: 'исполнитель', en: 'executor' },
  head: { ru: 'глава', en: 'head' },
  administrator: { ru: 'администратор', en: 'administrator' },
} as const

const shortNames = new Map<string, string>(demoUnits.map((unit) => [unit.key, unit.short]))

/** As the page shows it: without the password where others than this computer can open it. */
export type PageLetter = Omit<Letter, 'password'> & { readonly password: string | null }

/** Who is who, as the desk's first page shows it. */
export const whoIsWho = () =>
  demoPeople.map(({ login, name, roles: held, units: [unit = ''] }) => ({
    login,
    name,
    roles: [...held],
    place: shortNames.get(unit) ?? '',
  }))

/** Who is who: role, place, name, login. */
export function signIns(language: 'ru' | 'en'): { role: string; place: string; name: string; login: string }[] {
  return demoPeople.map(({ roles: [role = 'executor'], units: [unit = ''], name, login }) => ({
    role: roles[role][language],
    place: shortNames.get(unit) ?? '',
    name,
    login,
  }))
}

/** What to try first, step by step, with who does it. */
export function steps(language: 'ru' | 'en', procedure: Procedure): string[] {
  const way = out[releasePath(procedure)][language]
  const byWriter = procedure.approve !== null && procedure.publish.by === 'executor' ? ` ${publishing[language]}` : ''
  return [...path[language].slice(0, -1), way + byWriter, ...path[language].slice(-1)]
}

/** Where an approved reply is placed by whoever wrote it (G-9). */
const publishing = { ru: 'Исполнителем разместите.', en: 'As the executor publish it.' }

const out: Readonly<Record<ReleasePath, { readonly ru: string; readonly en: string }>> = {
  approval: {
    ru: 'Куратором верните его на доработку (B) с замечанием; исполнителем исправьте; куратором согласуйте (A).',
    en: 'As the curator send it back (B) with a remark; as the executor correct it; as the curator approve it (A).',
  },
  publication: {
    ru: 'Куратором верните его на доработку (B) с замечанием; исполнителем исправьте; куратором разместите (P): согласования в этом акте нет.',
    en: 'As the curator send it back (B) with a remark; as the executor correct it; as the curator publish it (P): this act has no approval step.',
  },
  own: {
    ru: 'Исполнителем прочтите ответ ещё раз и разместите: согласования в этом акте нет.',
    en: 'As the executor read the reply again and publish it: this act has no approval step.',
  },
}

const path = {
  ru: [
    'Войдите куратором (orlova). Слева очередь: новые, горящие и те, чей срок ближе.',
    'Откройте страницу сообщества и напишите комментарий как житель: через пару секунд он в очереди.',
    'Отберите его (S) и направьте (R) в отдел, например «Дороги».',
    'В другом окне войдите исполнителем отдела (gromov), напишите проект ответа и отправьте.',
    'Ответ появится под комментарием на странице сообщества, а в карточке — журнал со сроками и пунктами акта.',
  ],
  en: [
    'Sign in as the curator (orlova). On the left the queue: new, burning, and what is due next.',
    'Open the community page and write a comment as a citizen: two seconds later it is in the queue.',
    'Select it (S) and route it (R) to a unit, for instance «Дороги».',
    'In another window sign in as that unit’s executor (gromov), write a draft and send it.',
    'The reply appears under the comment on the community page, and in the card the record with terms and clauses.',
  ],
} as const

/** The letter for the terminal. */
export function letterText({ url, community, password, act, procedure, resting }: Letter, language: 'ru' | 'en'): string {
  const rows = signIns(language).map(
    ({ role, place, name, login }) => `  ${role.padEnd(14)} ${place.padEnd(14)} ${login.padEnd(12)} ${name}`,
  )
  const words = {
    ru: {
      title: `${demoTown.short}: показательный город. ${act.ru}`,
      desk: 'Рабочее место',
      page: 'Страница сообщества (пишите как житель)',
      guide: 'Что попробовать',
      all: `Вход: любой логин ниже, пароль у всех ${password}`,
      rest: 'Сейчас нерабочее время: сроки стоят до начала рабочего дня. Чтобы они шли круглые сутки: --around-the-clock.',
    },
    en: {
      title: `${demoTown.short}: a demonstration town. ${act.en}`,
      desk: 'The desk',
      page: 'The community page (write as a citizen)',
      guide: 'What to try',
      all: `Sign in with any login below; everybody's password is ${password}`,
      rest: 'It is outside working hours: terms rest until the working day begins. To have them run day and night: --around-the-clock.',
    },
  }[language]
  return [
    words.title,
    '',
    `${words.desk}: ${url}`,
    `${words.page}: ${community}`,
    `${words.guide}: ${new URL('demo', url).href}`,
    '',
    words.all,
    ...rows,
    '',
    ...steps(language, procedure).map((step, index) => `${index + 1}. ${step}`),
    ...(resting ? ['', words.rest] : []),
    '',
  ].join('\n')
}
