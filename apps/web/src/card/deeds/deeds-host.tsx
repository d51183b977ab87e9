import {
  createContext,
  lazy,
  Suspense,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { flushSync } from 'react-dom'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { IncidentCard, QueueRow } from '@otklik/contract'
import { awaitKeys, givenUpBy, letKeysGo } from '../../keyboard/key-line.ts'
import { KeysHeld } from '../../keyboard/keys-held.ts'
import { breaksOf, useAct, whenBroken } from '../../live/act.ts'
import { useNotices } from '../../live/notices.tsx'
import { allAnswered, foreseenCard, pendingOrders } from '../../live/pending.ts'
import { incidentQuery } from '../../queue/queue-queries.ts'
import { directoryQuery } from '../../session/session.tsx'
import { useWords } from '../../words/words.tsx'
import { toConfirm, toJustify } from '../requirement-marks.ts'
import type { Asked, Deed } from './deed.ts'
import { revisionAtHand } from './revision-at-hand.ts'

/** Fetches the code of the dialogs; one that is already here is not fetched again. */
export const loadDeedDialog = () => import('./deed-dialog.tsx')
const DeedDialog = lazy(loadDeedDialog)

export type Deeds = {
  /** Does it at once where nothing has to be asked, else opens its dialog; closed, says why and by which clause. */
  readonly begin: (deed: Deed, row: QueueRow, withMarks?: boolean) => void
}

const Host = createContext<Deeds | null>(null)

export function useDeeds(): Deeds {
  const deeds = use(Host)
  if (deeds === null) throw new Error('useDeeds needs a DeedsHost above it')
  return deeds
}

/** Deeds begin here, whether by key, button or palette; the dialog of the one that is asked hangs here too. */
export function DeedsHost({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const act = useAct()
  const notices = useNotices()
  const words = useWords()
  const [asked, setAsked] = useState<Asked | null>(null)
  const newest = useRef<Asked | null>(null)
  useLayoutEffect(() => {
    newest.current = asked
  })
  // Units and topics are there before the first dialog that asks for them.
  useQuery(directoryQuery)
  /** A deed whose card is on its way; `id` where it builds on an order that is not confirmed. */
  const waiting = useRef<{ readonly id: string | null; readonly giveUp: () => void } | null>(null)

  /** Opens the dialog, does at once what needs none, or says why it is closed. `card`: as it will stand once all that was ordered is confirmed. */
  const go = useCallback(
    (deed: Deed, row: QueueRow, withMarks: boolean, card: IncidentCard, ordered: boolean) => {
      const state = card.actions.find((one) => one.action === deed)
      const revision = revisionAtHand(card)
      // While an order is under way only the server knows what may follow it; it says so when the turn comes.
      const closed = ordered ? needsRevision.includes(deed) && revision === undefined : state?.allowed !== true
      if (closed) {
        letKeysGo()
        const known = state ?? client.getQueryData<IncidentCard>(['incident', row.id])?.actions.find((one) => one.action === deed)
        return notices.closed(`${words.actions[deed]}: ${words.keyboard.closed}`, known?.text?.[words.locale] ?? '', known?.clause ?? null)
      }
      if (isQuick(deed, row, withMarks)) return void act(row, selection(row))
      const asks = toConfirm(card.requirements).length > 0 || toJustify(card.requirements, revision).length > 0
      const silent = deed === 'approve' && card.publishTrigger !== 'approval' && !asks
      if (silent && revision !== undefined) return void act(card.row, { type: 'approve', revision: revision.number })
      setAsked({ deed, card, row, breaks: breaksOf(row.id) })
    },
    [client, act, notices, words],
  )

  const begin = useCallback(
    async (deed: Deed, row: QueueRow, withMarks: boolean) => {
      const orders = pendingOrders(row.id)
      // The same press twice is one press.
      if ((deed === 'select' || deed === 'approve') && orders.some(({ type }) => type === deed)) return
      const kept = client.getQueryData<IncidentCard>(['incident', row.id])
      // The most frequent press needs no question: what is suggested stands on the row, and there are ten seconds to take it back.
      if (kept === undefined && isQuick(deed, row, withMarks)) return void act(row, selection(row))
      const ordered = orders.length > 0
      const atOnce = ordered ? foreseeable.includes(deed) : (kept?.row.version ?? 0) >= row.version
      if (kept !== undefined && atOnce) return go(deed, row, withMarks, foreseenCard(kept), ordered)
      // Letters typed while the card comes are meant for what it opens.
      const release = awaitKeys()
      let over = false
      const giveUp = () => {
        over = true
        waiting.current = null
        givenUpBy(null)
        release()
      }
      waiting.current = { id: ordered ? row.id : null, giveUp }
      givenUpBy(giveUp)
      try {
        if (ordered && !foreseeable.includes(deed)) await allAnswered(row.id)
        const card = await client.fetchQuery({ ...incidentQuery(row.id), staleTime: 0 })
        // Before the letters are let in, what they are meant for stands.
        if (!over) flushSync(() => go(deed, row, withMarks, foreseenCard(card), pendingOrders(row.id).length > 0))
      } catch (error) {
        if (over) return
        letKeysGo()
        notices.refused(error, words)
      } finally {
        if (!over) giveUp()
      }
    },
    [client, act, go, notices, words],
  )
  useEffect(
    () =>
      // What was begun upon an order that is refused does not go on: the refusal has been said, and letters meant for a list are no commands.
      whenBroken((id) => {
        if (waiting.current?.id === id) {
          letKeysGo()
          waiting.current.giveUp()
        }
        const open = newest.current
        if (open === null || open.row.id !== id || (open.deed !== 'route' && open.deed !== 'decline')) return
        // At once: the next key of the same burst is no choice any more.
        letKeysGo()
        flushSync(() => setAsked(null))
      }),
    [],
  )
  const deeds = useMemo<Deeds>(() => ({ begin: (deed, row, withMarks = false) => void begin(deed, row, withMarks) }), [begin])
  return (
    <Host value={deeds}>
      {children}
      <Suspense fallback={<KeysHeld />}>{asked !== null && <DeedDialog {...asked} onClose={() => setAsked(null)} />}</Suspense>
    </Host>
  )
}

const isQuick = (deed: Deed, row: QueueRow, withMarks: boolean) => deed === 'select' && !withMarks && row.status === 'received'

/** Deeds that can be begun upon an order before the server has answered it; what the others ask about hangs on its answer. */
const foreseeable: readonly Deed[] = ['select', 'route', 'decline', 'redirect', 'return', 'approve', 'publish', 'sendBack']

/** Deeds that speak of a revision: without one there is nothing to ask. */
const needsRevision: readonly Deed[] = ['approve', 'publish', 'sendBack']

const selection = (row: QueueRow) =>
  ({ type: 'select', importance: row.importance, topicId: row.topic?.id ?? null, location: row.location }) as const
