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
import { awaitKeys, givenUpBy, letKeysGo } from '../keyboard/key-line.ts'
import { KeysHeld } from '../keyboard/keys-held.ts'
import { breaksOf, useGiveCommand, whenBroken } from '../commands/give-command.ts'
import { useNotices } from '../live/notices.tsx'
import { allAnswered, foreseenCard, pendingCommands } from '../rows/pending.ts'
import { incidentQuery } from '../rows/queue-queries.ts'
import { directoryQuery } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { toConfirm, toJustify } from '../reply/requirement-marks.ts'
import type { Asked, Action } from './action.ts'
import { revisionAtHand } from './revision-at-hand.ts'

/** Fetches the code of the dialogs; one that is already here is not fetched again. */
export const loadActionDialog = () => import('./action-dialog.tsx')
const ActionDialog = lazy(loadActionDialog)

export type Actions = {
  /** Does it at once where nothing has to be asked, else opens its dialog; closed, says why and by which clause. */
  readonly begin: (action: Action, row: QueueRow, withMarks?: boolean) => void
}

const Host = createContext<Actions | null>(null)

export function useActions(): Actions {
  const host = use(Host)
  if (host === null) throw new Error('useActions needs an ActionsHost above it')
  return host
}

/** Actions begin here, whether by key, button or palette; the dialog of the one that is asked hangs here too. */
export function ActionsHost({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const give = useGiveCommand()
  const notices = useNotices()
  const words = useWords()
  const [asked, setAsked] = useState<Asked | null>(null)
  const newest = useRef<Asked | null>(null)
  useLayoutEffect(() => {
    newest.current = asked
  })
  // Units and topics are there before the first dialog that asks for them.
  useQuery(directoryQuery)
  /** An action whose card is on its way; `id` where it builds on a command that is not confirmed. */
  const waiting = useRef<{ readonly id: string | null; readonly giveUp: () => void } | null>(null)

  /** Opens the dialog, does at once what needs none, or says why it is closed. `card`: as it will stand once every command so far is confirmed. */
  const go = useCallback(
    (action: Action, row: QueueRow, withMarks: boolean, card: IncidentCard, commanded: boolean) => {
      const state = card.actions.find((one) => one.action === action)
      const revision = revisionAtHand(card)
      // While a command is under way only the server knows what may follow it; it says so when the turn comes.
      const closed = commanded ? needsRevision.includes(action) && revision === undefined : state?.allowed !== true
      if (closed) {
        letKeysGo()
        const known = state ?? client.getQueryData<IncidentCard>(['incident', row.id])?.actions.find((one) => one.action === action)
        return notices.closed(
          `${words.actions[action]}: ${words.keyboard.closed}`,
          known?.text?.[words.locale] ?? '',
          known?.clause ?? null,
        )
      }
      if (isQuick(action, row, withMarks)) return void give(row, selection(row))
      const asks = toConfirm(card.requirements).length > 0 || toJustify(card.requirements, revision).length > 0
      const silent = action === 'approve' && card.publishTrigger !== 'approval' && !asks
      if (silent && revision !== undefined) return void give(card.row, { type: 'approve', revision: revision.number })
      setAsked({ action, card, row, breaks: breaksOf(row.id) })
    },
    [client, give, notices, words],
  )

  const begin = useCallback(
    async (action: Action, row: QueueRow, withMarks: boolean) => {
      const commands = pendingCommands(row.id)
      // The same press twice is one press.
      if ((action === 'select' || action === 'approve') && commands.some(({ type }) => type === action)) return
      const kept = client.getQueryData<IncidentCard>(['incident', row.id])
      // The most frequent press needs no question: what is suggested stands on the row, and there are ten seconds to take it back.
      if (kept === undefined && isQuick(action, row, withMarks)) return void give(row, selection(row))
      const commanded = commands.length > 0
      const atOnce = commanded ? foreseeable.includes(action) : (kept?.row.version ?? 0) >= row.version
      if (kept !== undefined && atOnce) return go(action, row, withMarks, foreseenCard(kept), commanded)
      // Letters typed while the card comes are meant for what it opens.
      const release = awaitKeys()
      let over = false
      const giveUp = () => {
        over = true
        waiting.current = null
        givenUpBy(null)
        release()
      }
      waiting.current = { id: commanded ? row.id : null, giveUp }
      givenUpBy(giveUp)
      try {
        if (commanded && !foreseeable.includes(action)) await allAnswered(row.id)
        const card = await client.fetchQuery({ ...incidentQuery(row.id), staleTime: 0 })
        // Before the letters are let in, what they are meant for stands.
        if (!over) flushSync(() => go(action, row, withMarks, foreseenCard(card), pendingCommands(row.id).length > 0))
      } catch (error) {
        if (over) return
        letKeysGo()
        notices.refused(error, words)
      } finally {
        if (!over) giveUp()
      }
    },
    [client, give, go, notices, words],
  )
  useEffect(
    () =>
      // What was begun upon a command that is refused does not go on: the refusal has been said, and letters meant for a list are no commands.
      whenBroken((id) => {
        if (waiting.current?.id === id) {
          letKeysGo()
          waiting.current.giveUp()
        }
        const open = newest.current
        if (open === null || open.row.id !== id || (open.action !== 'route' && open.action !== 'decline')) return
        // At once: the next key of the same burst is no choice any more.
        letKeysGo()
        flushSync(() => setAsked(null))
      }),
    [],
  )
  const host = useMemo<Actions>(() => ({ begin: (action, row, withMarks = false) => void begin(action, row, withMarks) }), [begin])
  return (
    <Host value={host}>
      {children}
      <Suspense fallback={<KeysHeld />}>{asked !== null && <ActionDialog {...asked} onClose={() => setAsked(null)} />}</Suspense>
    </Host>
  )
}

const isQuick = (action: Action, row: QueueRow, withMarks: boolean) => action === 'select' && !withMarks && row.status === 'received'

/** Actions that can be begun upon a command before the server has answered it; what the others ask about hangs on its answer. */
const foreseeable: readonly Action[] = ['select', 'route', 'decline', 'redirect', 'return', 'approve', 'publish', 'sendBack']

/** Actions that speak of a revision: without one there is nothing to ask. */
const needsRevision: readonly Action[] = ['approve', 'publish', 'sendBack']

const selection = (row: QueueRow) =>
  ({ type: 'select', importance: row.importance, topicId: row.topic?.id ?? null, location: row.location }) as const
