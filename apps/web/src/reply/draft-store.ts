import { del, get, update } from 'idb-keyval'
import type { RevisionView } from '@otklik/contract'
import { stillHere } from '../session/left-behind.ts'
import type { Justifications } from './requirement-marks.ts'

/** What somebody typed and has not sent: kept in this browser, per person and incident, until it is sent or discarded. */
export type Draft = {
  readonly kind: RevisionView['kind']
  readonly text: string
  readonly attachments: RevisionView['attachments']
  /** Requirements that the writer has ticked. */
  readonly confirmed?: readonly string[] | undefined
  /** Why words that a check warns about are in place. */
  readonly justifications?: Justifications | undefined
}

/** A draft as it is kept. `version` grows with every writing, `by` is the tab that wrote last; `beside` holds what other tabs typed without having seen it, by their names. */
export type KeptDraft = {
  readonly draft: Draft
  readonly version: number
  readonly by: string
  readonly beside: Readonly<Record<string, Draft>>
}

const keyOf = (personId: string, incidentId: string) => `draft ${personId} ${incidentId}`

/** Nothing typed and nothing attached. */
export const blank = ({ text, attachments }: Draft): boolean => text.trim() === '' && attachments.length === 0
/** Do two drafts say the same? Reasons for words alone are no difference that anybody would choose between. */
export const sameDraft = (one: Draft, other: Draft): boolean =>
  one.text === other.text &&
  one.attachments.length === other.attachments.length &&
  one.attachments.every(({ id }, index) => id === other.attachments[index]?.id)

/**
 * What becomes of the kept draft when a tab writes `typed`, having seen `seen` (0: nothing was kept). Text that the tab has not seen is never
 * overwritten: then what was typed is kept beside it, and a person chooses.
 */
export function written(kept: KeptDraft | null, tab: string, seen: number, typed: Draft): KeptDraft {
  if (kept === null) return { draft: typed, version: seen + 1, by: tab, beside: {} }
  const { [tab]: _, ...others } = kept.beside
  const known = kept.by === tab || kept.version === seen || sameDraft(kept.draft, typed)
  if (known) return { draft: typed, version: kept.version + 1, by: tab, beside: others }
  return { ...kept, beside: blank(typed) ? others : { ...kept.beside, [tab]: typed } }
}

/** What becomes of it when a person in `tab` has chosen one text: the choice stands, `dropped` is gone. */
export function chosen(kept: KeptDraft | null, tab: string, dropped: string, draft: Draft): KeptDraft {
  const { [dropped]: _, ...others } = kept?.beside ?? {}
  return { draft, version: (kept?.version ?? 0) + 1, by: tab, beside: others }
}

/** The draft kept, or null. A browser that forbids storage has none, and typing still works. */
export async function readDraft(personId: string, incidentId: string): Promise<KeptDraft | null> {
  try {
    return (await get<KeptDraft>(keyOf(personId, incidentId))) ?? null
  } catch {
    return null
  }
}

/** Changes the kept draft in one step, whatever other tabs do meanwhile; null where nothing could be kept. */
export async function changeDraft(
  personId: string,
  incidentId: string,
  change: (kept: KeptDraft | null) => KeptDraft,
): Promise<KeptDraft | null> {
  let after: KeptDraft | null = null
  try {
    stillHere()
    await update<KeptDraft>(keyOf(personId, incidentId), (kept) => (after = change(kept ?? null)))
  } catch {
    return null
  }
  tell(personId, incidentId)
  return after
}

/** A reply that came back is a draft again; where another was begun meanwhile, it stands beside that. */
export async function takeBackDraft(personId: string, incidentId: string, draft: Draft): Promise<void> {
  await changeDraft(personId, incidentId, (kept) =>
    kept !== null && blank(kept.draft) ? chosen(kept, 'returned', 'returned', draft) : written(kept, 'returned', 0, draft),
  )
}

export async function forgetDraft(personId: string, incidentId: string): Promise<void> {
  await del(keyOf(personId, incidentId)).catch(() => undefined)
  tell(personId, incidentId)
}

/** Tabs of this browser hear of each other's writing; a browser without channels still never overwrites what was not seen. */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('otklik drafts')

function tell(personId: string, incidentId: string): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of one origin takes no other argument.
  channel?.postMessage(keyOf(personId, incidentId))
}

/** Calls back when another tab changed this draft. Answers how to stop. */
export function onDraftElsewhere(personId: string, incidentId: string, heard: () => void): () => void {
  if (channel === null) return () => undefined
  const listen = ({ data }: MessageEvent<unknown>) => data === keyOf(personId, incidentId) && heard()
  channel.addEventListener('message', listen)
  return () => channel.removeEventListener('message', listen)
}
