import type { RefObject } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { QueueRow } from '@otklik/contract'
import { queueViews } from '@otklik/contract/vocabulary'
import type { Action } from '../actions/action.ts'
import { actionKeys } from '../actions/action-keys.ts'
import { useActions } from '../actions/actions-host.tsx'
import { focusInCard } from './focus-in-card.ts'
import { useShortcuts, type Shortcut } from '../keyboard/shortcuts.ts'
import type { Stroke } from '../keyboard/strokes.ts'
import { foreseenRow } from '../rows/pending.ts'
import { may, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import type { QueueAddress } from '../rows/address.ts'
import { incidentQuery } from '../rows/queue-queries.ts'

type Props = {
  readonly address: QueueAddress
  readonly rows: readonly QueueRow[]
  readonly cursor: string | null
  readonly setCursor: (id: string) => void
  readonly open: (id: string | undefined, replace?: boolean) => void
  readonly search: RefObject<HTMLInputElement | null>
  readonly release: () => void
  readonly register: () => void
}

const key = (code: string, more: Omit<Stroke, 'code'> = {}): Stroke => ({ code, ...more })

/** Rare enough to have no letter; by the list of commands they are as near as any. */
const unkeyed = ['denyTime', 'extendTerm'] as const satisfies readonly Action[]

const beyondRows = (row: QueueRow | undefined) => row && foreseenRow(row)

/** Where the focus goes when the cursor moves: the rows, so that it is always seen. */
const focusRows = () => document.getElementById('queue-rows')?.focus({ preventScroll: true })

/** The curator's whole day from the keyboard. */
export function useQueueKeys({ address, rows, cursor, setCursor, open, search, release, register }: Props): void {
  const words = useWords()
  const { keyboard, queue, actions, card } = words
  const navigate = useNavigate()
  const { begin } = useActions()
  const session = useSession()
  const place = rows.findIndex((row) => row.id === cursor)
  const client = useQueryClient()
  /** What a key acts on: the row under the cursor, or the open card whose row is not among those shown. */
  const rowAtHand = (): QueueRow | undefined =>
    rows[place] ?? beyondRows(address.open === undefined ? undefined : client.getQueryData(incidentQuery(address.open).queryKey)?.row)

  const move = (to: number) => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))]
    if (row === undefined) return
    setCursor(row.id)
    // With a card open, the card follows the cursor; the way back stays one step.
    if (address.open !== undefined && row.id !== address.open) open(row.id, true)
    focusRows()
  }
  const enter = () => {
    const current = rowAtHand()
    if (current === undefined) return
    if (address.open !== current.id) open(current.id)
    focusInCard(current.id, 'card-title')
  }
  const back = () => {
    const inRows = document.activeElement?.id === 'queue-rows'
    if (!inRows) focusRows()
    if (address.open !== undefined && (inRows || innerWidth < 800)) open(undefined)
  }

  const beginHere = (action: Action, withMarks = false) => {
    const current = rowAtHand()
    if (current !== undefined) begin(action, current, withMarks)
  }

  const shortcuts: Shortcut[] = [
    { id: 'next', title: keyboard.next, group: 'move', strokes: [key('KeyJ'), key('ArrowDown')], run: () => move(place + 1) },
    { id: 'previous', title: keyboard.previous, group: 'move', strokes: [key('KeyK'), key('ArrowUp')], run: () => move(place - 1) },
    { id: 'open', title: keyboard.open, group: 'move', strokes: [key('Enter')], run: enter },
    { id: 'back', title: keyboard.back, group: 'move', strokes: [key('Escape')], run: back },
    { id: 'fresh', title: keyboard.fresh, group: 'move', strokes: [key('KeyU')], run: release },
    { id: 'search', title: keyboard.search, group: 'go', strokes: [key('Slash')], run: () => search.current?.select() },
    ...actionKeys.map(
      ([action, stroke]): Shortcut => ({
        id: action,
        title: actions[action],
        group: action === 'approve' || action === 'sendBack' || action === 'publish' ? 'reply' : 'act',
        strokes: [stroke],
        run: () => beginHere(action),
      }),
    ),
    ...unkeyed.map((action): Shortcut => ({ id: action, title: actions[action], group: 'act', run: () => beginHere(action) })),
    {
      id: 'select-marks',
      title: card.selectWithMarks,
      group: 'act',
      strokes: [key('KeyS', { shift: true })],
      run: () => beginHere('select', true),
    },
    {
      id: 'reply',
      title: keyboard.reply,
      group: 'reply',
      strokes: [key('KeyE')],
      run: () => {
        const current = rowAtHand()
        if (current === undefined) return
        if (address.open !== current.id) open(current.id)
        focusInCard(current.id, 'reply-text', 'amend', 'reply-heading')
      },
    },
    {
      id: 'remark',
      title: keyboard.remark,
      group: 'reply',
      strokes: [key('KeyM')],
      run: () => {
        const current = rowAtHand()
        if (current === undefined) return
        if (address.open !== current.id) open(current.id)
        // Places are chosen in the text itself, not in what changed of it.
        document.querySelector<HTMLInputElement>('#differences:checked')?.click()
        focusInCard(current.id, 'revision-text', 'reply-heading')
      },
    },
    ...(may(session, 'registerMessages')
      ? [{ id: 'register', title: queue.register.title, group: 'act' as const, strokes: [key('KeyN')], run: register }]
      : []),
    ...queueViews.map(
      (view, index): Shortcut => ({
        id: `view-${view}`,
        title: keyboard.view(queue.views[view]),
        group: 'go',
        strokes: [key(`Digit${index + 1}`)],
        run: () => void navigate({ to: '/queue', search: { view } }).then(focusRows),
      }),
    ),
  ]
  useShortcuts(shortcuts)
}
