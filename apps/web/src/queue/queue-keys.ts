import type { RefObject } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { QueueRow } from '@otklik/contract'
import { queueViews } from '@otklik/contract/vocabulary'
import type { Deed } from '../card/deeds/deed.ts'
import { deedKeys } from '../card/deeds/deed-keys.ts'
import { useDeeds } from '../card/deeds/deeds-host.tsx'
import { focusInCard } from '../card/focus-in-card.ts'
import { useCommands, type DeskCommand } from '../keyboard/commands.ts'
import type { Stroke } from '../keyboard/strokes.ts'
import { foreseenRow } from '../live/pending.ts'
import { may, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import type { QueueAddress } from './address.ts'
import { incidentQuery } from './queue-queries.ts'

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
const unkeyed = ['denyTime', 'extendTerm'] as const satisfies readonly Deed[]

const beyondRows = (row: QueueRow | undefined) => row && foreseenRow(row)

/** Where the focus goes when the cursor moves: the rows, so that it is always seen. */
const focusRows = () => document.getElementById('queue-rows')?.focus({ preventScroll: true })

/** The curator's whole day from the keyboard. */
export function useQueueKeys({ address, rows, cursor, setCursor, open, search, release, register }: Props): void {
  const words = useWords()
  const { keyboard, queue, actions, card } = words
  const navigate = useNavigate()
  const deeds = useDeeds()
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

  const act = (deed: Deed, withMarks = false) => {
    const current = rowAtHand()
    if (current !== undefined) deeds.begin(deed, current, withMarks)
  }

  const commands: DeskCommand[] = [
    { id: 'next', title: keyboard.next, group: 'move', strokes: [key('KeyJ'), key('ArrowDown')], run: () => move(place + 1) },
    { id: 'previous', title: keyboard.previous, group: 'move', strokes: [key('KeyK'), key('ArrowUp')], run: () => move(place - 1) },
    { id: 'open', title: keyboard.open, group: 'move', strokes: [key('Enter')], run: enter },
    { id: 'back', title: keyboard.back, group: 'move', strokes: [key('Escape')], run: back },
    { id: 'fresh', title: keyboard.fresh, group: 'move', strokes: [key('KeyU')], run: release },
    { id: 'search', title: keyboard.search, group: 'go', strokes: [key('Slash')], run: () => search.current?.select() },
    ...deedKeys.map(
      ([deed, stroke]): DeskCommand => ({
        id: deed,
        title: actions[deed],
        group: deed === 'approve' || deed === 'sendBack' || deed === 'publish' ? 'reply' : 'act',
        strokes: [stroke],
        run: () => act(deed),
      }),
    ),
    ...unkeyed.map((deed): DeskCommand => ({ id: deed, title: actions[deed], group: 'act', run: () => act(deed) })),
    {
      id: 'select-marks',
      title: card.selectWithMarks,
      group: 'act',
      strokes: [key('KeyS', { shift: true })],
      run: () => act('select', true),
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
      (view, index): DeskCommand => ({
        id: `view-${view}`,
        title: keyboard.view(queue.views[view]),
        group: 'go',
        strokes: [key(`Digit${index + 1}`)],
        run: () => void navigate({ to: '/queue', search: { view } }).then(focusRows),
      }),
    ),
  ]
  useCommands(commands)
}
