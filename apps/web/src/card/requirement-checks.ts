import type { IncidentCard, RevisionView } from '@otklik/contract'

export type RevisionStates = RevisionView['requirementStates']
export type Requirement = IncidentCard['requirements'][number]
export type RequirementState = 'met' | 'unmet' | 'manual' | 'server'

const greeting =
  /^[^\p{L}]*(?:здравствуй|приветству|добр(?:ый|ое|ого|ой)\s+(?:день|дня|вечер|вечера|утро|утра|времени)|уважаем|дорог(?:ой|ая|ие)\s|hello|dear|good\s)/iu
/** «Анна Сергеевна, …» or VK's own `[id1|Анна], …` */
const byName = /^[^\p{L}[]*(?:\[(?:id|club)\d+\|[^\]]+\]|\p{Lu}[\p{Ll}-]+(?:\s\p{Lu}[\p{Ll}-]+){0,2})\s?[,!]/u

type Draft = { readonly text: string }

/** What can be told from the text while it is typed. The server checks all of it again and has the last word. */
const checks: Record<string, (draft: Draft, longest: number) => boolean> = {
  greeting: ({ text }) => greeting.test(text) || byName.test(text),
  length: ({ text }, longest) => text.trim() !== '' && text.length <= longest,
  'not-empty': ({ text }) => text.trim() !== '',
  links: ({ text }) => [...text.matchAll(/(?:https?:\/\/|www\.)\S+/giu)].length <= 5,
}
checks.format = checks['network-format'] = (draft, longest) => checks.length?.(draft, longest) ?? false

/** How one requirement stands for a text as it is now: computed here, left to a person's tick, or left to the server. */
export function requirementState(requirement: Requirement, draft: Draft, longest: number): RequirementState {
  if (requirement.check === 'manual') return 'manual'
  const check = checks[requirement.id]
  if (check === undefined) return 'server'
  return check(draft, longest) ? 'met' : 'unmet'
}

/** How one requirement stands for a revision that was sent: the server has checked it, and its word stands. */
export function sentState(requirement: Requirement, states: RevisionStates): RequirementState {
  const state = states.find(({ id }) => id === requirement.id)
  if (state === undefined) return 'server'
  if (state.met) return 'met'
  return requirement.check === 'manual' ? 'manual' : 'unmet'
}

/** The ticks that a person gives before a text may go out: manual ones; required ones first. */
export function toConfirm(requirements: readonly Requirement[]): Requirement[] {
  const manual = requirements.filter((one) => one.check === 'manual')
  return manual.toSorted((a, b) => Number(b.weight === 'stop') - Number(a.weight === 'stop'))
}

/** May the text go out with these ticks? Only required ones stop it. */
export const allConfirmed = (requirements: readonly Requirement[], ticked: ReadonlySet<string>): boolean =>
  toConfirm(requirements).every((one) => one.weight === 'advise' || ticked.has(one.id))
