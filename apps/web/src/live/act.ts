import { useCallback } from 'react'
import type { CommandResponse, Directory, IncidentCard, PersonCommandInput, QueueRow, Session } from '@otklik/contract'
import type { LiveList } from '../queue/live-list.ts'
import { predict } from '../queue/predict.ts'
import { predictCard } from '../queue/predict-card.ts'
import { directoryQuery, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { Refused } from './call.ts'
import { applyRow } from './live-desk.ts'
import { useNotices } from './notices.tsx'
import { confirmed, give, refused } from './order-line.ts'
import { type Given, lineOf, pendingOrders, setLine } from './pending.ts'
import { queries } from './queries.ts'
import { sendOrder } from './send-order.ts'
import { forgetUndo, rememberUndo } from './undoable.ts'

/** An order, or how it is made of the answer to the one before it; null: then it makes no sense. */
type Ordered = PersonCommandInput | ((before: CommandResponse | null) => PersonCommandInput | null)
type Waiting = Given & { readonly ordered: Ordered; readonly settle: (card: IncidentCard | null) => void }

export type Act = (row: QueueRow, ordered: PersonCommandInput) => Promise<IncidentCard | null>
export type TakeBack = (row: QueueRow, version: number | null) => void

/** The newest version of each incident that this person's own orders made here: a row or a dialog from before must not know better. */
const made = new Map<string, number>()
let numbered = 0
/** The last order of all, and the row as it was shown before it: where it is taken back, the desk knows what comes. */
let last: { readonly number: number; readonly before: QueueRow; readonly undo: boolean } | null = null
/** Who wants to hear that what was ordered of an incident will not come. */
const broken = new Set<(id: string) => void>()

/** How often orders to an incident were dropped here: what was begun before a refusal is not carried out after it. */
const breaks = new Map<string, number>()
export const breaksOf = (id: string): number => breaks.get(id) ?? 0

/** Hears of incidents whose orders were dropped because one of them was refused; answers how to stop listening. */
export function whenBroken(listener: (id: string) => void): () => void {
  broken.add(listener)
  return () => void broken.delete(listener)
}

/** The row, as it was before, of the last order of all where the server has not confirmed it yet; a taking back is not taken back again. */
export function lastUnanswered(): QueueRow | null {
  return last !== null && !last.undo && pendingOrders(last.before.id).at(-1)?.number === last.number ? last.before : null
}

/**
 * Gives an order: row and card change at once, the server confirms after. Orders to one incident go one after another, each with the version
 * that the one before it made. Refused, the old state comes back, the reason is said once, with its clause and what to do, and whatever was
 * built on it is dropped. Answers the card as it stands, or null when nothing was done.
 */
export function useAct(): Act {
  const order = useOrders()
  return useCallback((row, command) => order(row, command, (shown) => predict(shown, command, directory())), [order])
}

/** Takes back the act of a version, or (null) whatever was ordered last of this incident and is still unanswered. */
export function useTakeBack(): TakeBack {
  const order = useOrders()
  return useCallback(
    (row, version) => {
      const before = last?.before.id === row.id ? last.before : row
      const ordered: Ordered = (answer) => {
        const taken = version ?? answer?.card.undo?.version
        return taken === undefined ? null : { type: 'undo', version: taken }
      }
      void order(row, ordered, (shown) => ({ ...before, version: shown.version, unread: shown.unread }))
    },
    [order],
  )
}

const directory = () => queries.getQueryData<Directory>(directoryQuery.queryKey)

function useOrders() {
  const session = useSession()
  const words = useWords()
  const notices = useNotices()
  return useCallback(
    (row: QueueRow, ordered: Ordered, foresee: (row: QueueRow) => QueueRow): Promise<IncidentCard | null> =>
      new Promise((settle) => {
        const { id } = row
        const number = ++numbered
        const command: PersonCommandInput = typeof ordered === 'function' ? { type: 'undo', version: 1 } : ordered
        const waiting: Waiting = {
          number,
          type: command.type,
          ordered,
          settle,
          row: foresee,
          card: (card) => predictCard(card, command, foresee),
        }
        forgetUndo()
        last = { number, before: row, undo: command.type === 'undo' }
        const running = lineOf(id)
        // A dialog may have been opened over an older row than the one that stands now.
        const truth = running === null ? newestRow(row) : row
        setLine(id, give(running, waiting, row.version))
        applyRow(truth, session)
        if (running === null) void run(id, truth, session, { words, notices })
      }),
    [session, words, notices],
  )
}

type Saying = { readonly words: ReturnType<typeof useWords>; readonly notices: ReturnType<typeof useNotices> }

/** Sends what stands in the line of an incident until it is empty or something is refused. */
async function run(id: string, row: QueueRow, session: Session, { words, notices }: Saying): Promise<void> {
  let shown = row
  let before: CommandResponse | null = null
  for (let line = lineOf(id); line !== null; line = lineOf(id)) {
    const order = line.underWay as Waiting
    const command = typeof order.ordered === 'function' ? order.ordered(before) : order.ordered
    try {
      if (command !== null) {
        const version = Math.max(line.seen, made.get(id) ?? 0)
        const answer: CommandResponse = await sendOrder({ incidentId: id, version, command }, session.person.id)
        before = answer
        shown = answer.card.row
        made.set(id, answer.version)
        keepCard(id, answer.card)
      }
      setLine(id, confirmed(lineOf(id) ?? line, shown.version))
      applyRow(shown, session)
      if (before !== null && command !== null) {
        // What something else has been built on is taken back by taking that back first.
        const undoable = lineOf(id) === null ? rememberUndo(before.card, last?.number === order.number) : null
        notices.done(command.type, before.card, undoable)
      }
      order.settle(command === null ? null : (before?.card ?? null))
    } catch (error) {
      const dropped = refused(lineOf(id) ?? line) as readonly Waiting[]
      setLine(id, null)
      applyRow(shown, session)
      for (const one of [order, ...dropped]) one.settle(null)
      breaks.set(id, breaksOf(id) + 1)
      for (const listener of broken) listener(id)
      notices.refused(error, words)
      await renew(id, session, error)
      return
    }
  }
}

/** The newest that is known here of a row. */
function newestRow(row: QueueRow): QueueRow {
  const listed = queries.getQueriesData<LiveList>({ queryKey: ['queue'] }).map(([, list]) => list?.rows.find(({ id }) => id === row.id))
  const known = [...listed, queries.getQueryData<IncidentCard>(['incident', row.id])?.row]
  return known.reduce<QueueRow>((newest, one) => (one !== undefined && one.version > newest.version ? one : newest), row)
}

/** The card as the answer has it, unless something newer came by the stream meanwhile. */
function keepCard(id: string, card: IncidentCard): void {
  queries.setQueryData<IncidentCard>(['incident', id], (known) =>
    known !== undefined && known.row.version > card.row.version ? known : card,
  )
}

/** After a conflict the server's own state is newer than what was shown, so it is asked for. */
async function renew(id: string, session: Session, error: unknown): Promise<void> {
  if (!(error instanceof Refused)) return
  await queries.invalidateQueries({ queryKey: ['incident', id] })
  const card = queries.getQueryData<IncidentCard>(['incident', id])
  if (card !== undefined) applyRow(card.row, session)
}
