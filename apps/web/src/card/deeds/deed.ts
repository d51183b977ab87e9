import type { IncidentCard, PersonCommandInput, QueueRow } from '@otklik/contract'

/** What a person does to an incident by a button or a key. A draft and a publication in doubt have places of their own on the card. */
export type Deed = Exclude<PersonCommandInput['type'], 'undo' | 'submitDraft' | 'withdrawDraft' | 'amendDraft' | 'resolvePublication'>

const deeds: readonly string[] = [
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
] satisfies readonly Deed[]

export const isDeed = (name: string): name is Deed => deeds.includes(name)

/** A deed that has to ask something first, and of what. */
export type Asked = {
  readonly deed: Deed
  readonly card: IncidentCard
  readonly row: QueueRow
  /** How often orders to the incident had been dropped when it began. */
  readonly breaks: number
}
export type DeedDialogProps = Pick<Asked, 'card' | 'row' | 'breaks'> & { readonly onClose: () => void }
