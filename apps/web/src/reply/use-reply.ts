import type { IncidentCard } from '@otklik/contract'
import { useSession } from '../session/session.tsx'
import type { Draft } from './draft-store.ts'
import { type DraftDesk, useDraft } from './use-draft.ts'

/** A draft together with what the network and the act ask of it: may it be sent as it stands? */
export type Reply = DraftDesk & {
  readonly empty: boolean
  /** Characters beyond what the network takes; negative while there is room. */
  readonly over: number
  /** Photos beyond what the network takes; negative while there is room. */
  readonly photosOver: number
  readonly sendable: boolean
}

/** The reply that this person writes to this incident, kept on the disk until it is sent. */
export function useReply(card: IncidentCard): Reply {
  const { person } = useSession()
  const desk = useDraft(person.id, card.row.id, startOf(card))
  const empty = desk.draft.text.trim() === ''
  const over = desk.draft.text.length - card.maxReplyLength
  const photosOver = desk.draft.attachments.length - card.maxReplyPhotos
  return { ...desk, empty, over, photosOver, sendable: !empty && over <= 0 && photosOver <= 0 }
}

/** A rework begins from the revision that came back or was taken back; anything else from an empty page of the usual kind. */
function startOf({ revisions, replyKinds }: IncidentCard): Draft {
  const last = revisions.at(-1)
  const again = last?.outcome === 'sentBack' || last?.outcome === 'failed' || last?.outcome === 'withdrawn'
  if (again) return { kind: last.kind, text: last.text, attachments: last.attachments, confirmed: last.confirmed }
  const usual = replyKinds.find(({ kind }) => kind === 'final') ?? replyKinds[0]
  return { kind: usual?.kind ?? 'final', text: '', attachments: [] }
}
