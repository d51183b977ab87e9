import type { PersonCommand } from '@otklik/casework'
import type { IncidentCard } from '@otklik/contract'
import type { SimulatedTown } from './town.ts'

const greeting = 'Здравствуйте!'
const texts = {
  final: [`${greeting} Яму засыплют до пятницы, отвечает отдел дорог.`, `${greeting} Воду дали сегодня в 14:00.`],
  interim: [`${greeting} Передали в работу, ответим через десять дней.`],
  clarification: [`${greeting} Уточните, пожалуйста, номер дома.`],
} as const
/** What a tired person sends: no greeting, an insult, nothing, more than VK takes. */
const poor = ['Разберёмся.', `${greeting} Сами дураки, идиоты.`, ' ', 'А'.repeat(4_200)]

/** A command of this kind as a person at this card would give it; null when they would not think of it. */
export function commandFor(town: SimulatedTown, action: string, card: IncidentCard): PersonCommand | null {
  const { dice, units, clocks, sandbox } = town
  const newest = card.revisions.at(-1)?.number ?? 1
  const revision = dice.happens(0.08) ? newest - 1 : newest
  const manual = card.requirements.filter(({ check }) => check === 'manual').map(({ id }) => id)
  const confirmed = dice.happens(0.12) ? [] : manual
  const term = dice.oneOf(['+2wh', '+1wd', '+24h', '+7d', '+0wh']) ?? '+2wh'
  switch (action) {
    case 'select':
      return { type: 'select', importance: dice.happens(0.25) ? 'high' : 'normal', topicId: null, location: null }
    case 'decline':
      return { type: 'decline', groundId: dice.oneOf(card.declineGrounds)?.id ?? 'нет такого', note: '' }
    case 'redirect': {
      const destination = dice.happens(0.5) ? 'other-organisation' : 'formal-appeal'
      return { type: 'redirect', destination, to: 'Водоканал', reason: 'их сети' }
    }
    case 'route':
      return { type: 'route', unitId: dice.oneOf(units)?.id ?? '', note: '' }
    case 'return':
      return {
        type: 'return',
        reason: dice.happens(0.9) ? 'не наша дорога' : '',
        suggestedUnitId: dice.happens(0.5) ? null : (dice.oneOf(units)?.id ?? null),
      }
    case 'submitDraft': {
      const kinds = card.replyKinds.map(({ kind }) => [kind === 'final' ? 4 : 1, kind] as const)
      const kind = dice.weighed(kinds)
      // The same words often: two equal replies under one comment must be told apart.
      const text = dice.happens(0.1) ? dice.oneOf(poor) : dice.oneOf(texts[kind])
      return { type: 'submitDraft', kind, text: text ?? '', attachments: [] }
    }
    case 'sendBack':
      return { type: 'sendBack', revision, remarks: [{ text: 'Назовите дату' }] }
    case 'approve':
      return { type: 'approve', revision, confirmed }
    case 'publish':
      return { type: 'publish', revision, confirmed }
    case 'askForTime':
      return { type: 'askForTime', term, reason: 'ждём материалы' }
    case 'denyTime':
      return { type: 'denyTime', reason: 'материалы есть' }
    case 'extendTerm':
      return { type: 'extendTerm', term, reason: 'ждём материалы' }
    case 'setTerm':
      // Acts let few terms be set, and most presses are refused, as in life.
      return dice.happens(0.5)
        ? { type: 'setTerm', norm: dice.oneOf(['draft', 'contribution', 'publish'] as const) ?? 'draft', term, reason: 'срочно' }
        : { type: 'setTerm', norm: 'publish', due: clocks.moment + dice.whole(-2, 48) * 3_600_000, reason: 'срок из области' }
    case 'close':
      return { type: 'close', reason: dice.oneOf(card.closeReasons) ?? 'outside', note: 'звонили автору' }
    case 'resolvePublication': {
      const publication = card.publications.find(({ state }) => state === 'uncertain')
      if (publication === undefined) return null
      // A person looks at the community's page and says what stands there.
      const stands = sandbox.ledger().find(({ guid }) => guid === publication.id)
      const ref = stands?.key ?? null
      return { type: 'resolvePublication', publicationId: publication.id, ref, url: ref === null ? null : `${sandbox.url}/wall${ref}` }
    }
    case 'undo':
      return card.undo === null ? null : { type: 'undo', version: card.undo.version }
    default:
      return null
  }
}

const likes: Readonly<Record<string, number>> = {
  select: 10,
  decline: 0.4,
  redirect: 0.4,
  route: 8,
  return: 1.2,
  submitDraft: 9,
  askForTime: 0.7,
  sendBack: 3,
  approve: 9,
  publish: 10,
  resolvePublication: 8,
  denyTime: 0.7,
  extendTerm: 1,
  setTerm: 0.5,
  close: 0.4,
  undo: 0.5,
}

/** What this person presses on this card: mostly what is open to them, sometimes what is not. */
export function choose(town: SimulatedTown, card: IncidentCard): PersonCommand | null {
  const { dice } = town
  const stubborn = dice.happens(0.06)
  const open = card.actions.filter(({ allowed }) => allowed || stubborn)
  const eager = open.some(({ action }) => (likes[action] ?? 1) >= 3)
  if (open.length === 0 || (!eager && dice.happens(0.8))) return null
  return commandFor(town, dice.weighed(open.map(({ action }) => [likes[action] ?? 1, action] as const)), card)
}
