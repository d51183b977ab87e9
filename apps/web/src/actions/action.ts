import type { IncidentCard, PersonCommandInput, QueueRow } from '@otklik/contract'

/** What the desk offers a person to do with an incident, by a button or a key. A draft and a publication in doubt have their own places on the card. */
export type Action = Exclude<PersonCommandInput['type'], 'undo' | 'submitDraft' | 'withdrawDraft' | 'amendDraft' | 'resolvePublication'>

const actions: readonly string[] = [
  'select',
  'decline',
  'redirect',
  'route',
  'return',
  'sendBack',
  'approve',
  'publish',
  'askForTime',
  'denyTime',
  'extendTerm',
  'setTerm',
  'close',
] satisfies readonly Action[]

export const isAction = (name: string): name is Action => actions.includes(name)

/** An action that has to ask something first, and of what. */
export type Asked = {
  readonly action: Action
  readonly card: IncidentCard
  readonly row: QueueRow
  /** How often commands to the incident had been dropped when it began. */
  readonly breaks: number
}
export type ActionDialogProps = Pick<Asked, 'card' | 'row' | 'breaks'> & { readonly onClose: () => void }
