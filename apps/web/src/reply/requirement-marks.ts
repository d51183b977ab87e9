import { isTicked } from '@otklik/casework/automatic-requirements'
import type { IncidentCard, PersonCommandInput, RevisionView } from '@otklik/contract'

export type RevisionStates = RevisionView['requirementStates']
export type Requirement = IncidentCard['requirements'][number]
export type Justifications = NonNullable<Extract<PersonCommandInput, { type: 'submitDraft' }>['justifications']>

/** `warned`: a check found words that a person may justify; `justified`: somebody did; `manual`: a person ticks it. */
export type RequirementState = 'met' | 'unmet' | 'warned' | 'justified' | 'manual'

/** One requirement as the desk shows it for a text. */
export type Mark = Pick<RevisionStates[number], 'reason' | 'places' | 'justifications'> & {
  readonly requirement: Requirement
  readonly state: RequirementState
}

/** How they stand for a revision that was sent: the server has checked it, ticks and reasons of those who let it out counted. */
export function sentMarks(requirements: readonly Requirement[], states: RevisionStates): Mark[] {
  return requirements.map((requirement) => {
    const found = states.find(({ id }) => id === requirement.id)
    const { reason = null, places = [], justifications = [] } = found ?? {}
    return { requirement, state: stateOf(requirement, found), reason, places, justifications }
  })
}

function stateOf(requirement: Requirement, found: RevisionStates[number] | undefined): RequirementState {
  if (found?.met === true) return found.justifications.length > 0 ? 'justified' : 'met'
  if (isTicked(requirement)) return 'manual'
  return found?.justifiable === true ? 'warned' : 'unmet'
}

/** The ticks that a person gives before a text may go out; required ones first. */
export function toConfirm(requirements: readonly Requirement[]): Requirement[] {
  return requirements.filter(isTicked).toSorted((a, b) => Number(b.weight === 'stop') - Number(a.weight === 'stop'))
}

/** What a check warns about in a revision and nobody has justified yet: whoever lets it out may. */
export const toJustify = (requirements: readonly Requirement[], revision: RevisionView | undefined): Mark[] =>
  revision === undefined ? [] : sentMarks(requirements, revision.requirementStates).filter(({ state }) => state === 'warned')

/** What a person gives when they let a reply out. */
export type Given = { readonly ticked: ReadonlySet<string>; readonly justifications: Justifications }

/** May the text go out with these ticks and reasons? Only required ones stop it. */
export const allConfirmed = (requirements: readonly Requirement[], revision: RevisionView | undefined, given: Given): boolean =>
  toConfirm(requirements).every((one) => one.weight === 'advise' || given.ticked.has(one.id)) &&
  toJustify(requirements, revision).every(
    ({ requirement: { id, weight } }) => weight === 'advise' || reasonFor(given.justifications, id).trim() !== '',
  )

/** The reason that is written for one requirement; empty where there is none. */
export const reasonFor = (justifications: Justifications | undefined, id: string): string =>
  justifications?.find(({ requirement }) => requirement === id)?.reason ?? ''

/** The reasons with one of them written anew. */
export const withReason = (justifications: Justifications | undefined, id: string, reason: string): Justifications => [
  ...(justifications ?? []).filter(({ requirement }) => requirement !== id),
  ...(reason === '' ? [] : [{ requirement: id, reason }]),
]

/** The ticks of a writer as they go to the server: none are not said. */
export const tickedOf = (confirmed: readonly string[] | undefined): { confirmed?: string[] } =>
  confirmed === undefined || confirmed.length === 0 ? {} : { confirmed: [...confirmed] }

/** Reasons as they go to the server: those that say something. */
export const saidOf = (justifications: Justifications | undefined): { justifications?: Justifications } => {
  const said = (justifications ?? []).filter(({ reason }) => reason.trim() !== '')
  return said.length === 0 ? {} : { justifications: said }
}
