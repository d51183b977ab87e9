import { useCallback } from 'react'
import type { CommandResponse, Directory, IncidentCard, PersonCommandInput, QueueRow, Session } from '@otklik/contract'
import type { LiveList } from '../rows/live-list.ts'
import { predict } from '../rows/predict.ts'
import { predictCard } from '../rows/predict-card.ts'
import { directoryQuery, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { Refused } from '../live/call.ts'
import { applyRow } from '../rows/live-desk.ts'
import { useNotices } from '../live/notices.tsx'
import { confirmed, give, refused } from '../rows/backlog.ts'
import { type Given, backlogOf, pendingCommands, setBacklog } from '../rows/pending.ts'
import { queries } from '../live/queries.ts'
import { sendCommand } from './send-command.ts'
import { forgetUndo, rememberUndo } from '../live/undoable.ts'

/** A command, or how it is made from the answer to the one before it; null where it then makes no sense. */
type Wanted = PersonCommandInput | ((before: CommandResponse | null) => PersonCommandInput | null)
type Waiting = Given & { readonly wanted: Wanted; readonly settle: (card: IncidentCard | null) => void }

export type GiveCommand = (row: QueueRow, command: PersonCommandInput) => Promise<IncidentCard | null>
export type TakeBack = (row: QueueRow, version: number | null) => void

/** The newest version of each incident that this person's own commands made here: a row or a dialog from before may carry an older one. */
const made = new Map<string, number>()
let numbered = 0
/** The last command of all, and the row as it was shown before it: where it is taken back, the desk knows what comes. */
let last: { readonly number: number; readonly before: QueueRow; readonly undo: boolean } | null = null
/** Who wants to hear that commands to an incident were dropped. */
const broken = new Set<(id: string) => void>()

/** How often commands to an incident were dropped here: what was begun before a refusal is not carried out after it. */
const breaks = new Map<string, number>()
export const breaksOf = (id: string): number => breaks.get(id) ?? 0

/** Hears of incidents whose commands were dropped because one of them was refused; answers how to stop listening. */
export function whenBroken(listener: (id: string) => void): () => void {
  broken.add(listener)
  return () => void broken.delete(listener)
}

/** The row, as it was before, of the last command of all while the server has not confirmed it; an undo is not undone. */
export function lastUnanswered(): QueueRow | null {
  return last !== null && !last.undo && pendingCommands(last.before.id).at(-1)?.number === last.number ? last.before : null
}

/**
 * Gives a command: row and card change at once, the server confirms after. Commands to one incident go one after another, each with the version
 * that the one before it made. Refused, the old state comes back, the reason is said once, with its clause and what to do, and whatever was
 * built on it is dropped. Answers the card as it stands, or null when nothing was done.
 */
export function useGiveCommand(): GiveCommand {
  const send = useSending()
  return useCallback((row, command) => send(row, command, (shown) => predict(shown, command, directory())), [send])
}

/** Takes back what made a version, or (null) the last command to this incident that is still unanswered. */
export function useTakeBack(): TakeBack {
  const send = useSending()
  return useCallback(
    (row, version) => {
      const before = last?.before.id === row.id ? last.before : row
      const wanted: Wanted = (answer) => {
        const taken = version ?? answer?.card.undo?.version
        return taken === undefined ? null : { type: 'undo', version: taken }
      }
      void send(row, wanted, (shown) => ({ ...before, version: shown.version, unread: shown.unread }))
    },
    [send],
  )
}

const directory = () => queries.getQueryData<Directory>(directoryQuery.queryKey)

function useSending() {
  const session = useSession()
  const words = useWords()
  const notices = useNotices()
  return useCallback(
    (row: QueueRow, wanted: Wanted, foresee: (row: QueueRow) => QueueRow): Promise<IncidentCard | null> =>
      new Promise((settle) => {
        const { id } = row
        const number = ++numbered
        const command: PersonCommandInput = typeof wanted === 'function' ? { type: 'undo', version: 1 } : wanted
        const waiting: Waiting = {
          number,
          type: command.type,
          wanted,
          settle,
          row: foresee,
          card: (card) => predictCard(card, command, foresee),
        }
        forgetUndo()
        last = { number, before: row, undo: command.type === 'undo' }
        const running = backlogOf(id)
        // A dialog may have been opened over an older row than the one that stands now.
        const truth = running === null ? newestRow(row) : row
        setBacklog(id, give(running, waiting, row.version))
        applyRow(truth, session)
        if (running === null) void run(id, truth, session, { words, notices })
      }),
    [session, words, notices],
  )
}

type Saying = { readonly words: ReturnType<typeof useWords>; readonly notices: ReturnType<typeof useNotices> }

/** Sends the commands of an incident's backlog until it is empty or one is refused. */
async function run(id: string, row: QueueRow, session: Session, { words, notices }: Saying): Promise<void> {
  let shown = row
  let before: CommandResponse | null = null
  for (let backlog = backlogOf(id); backlog !== null; backlog = backlogOf(id)) {
    const sent = backlog.underWay as Waiting
    const command = typeof sent.wanted === 'function' ? sent.wanted(before) : sent.wanted
    try {
      if (command !== null) {
        const version = Math.max(backlog.seen, made.get(id) ?? 0)
        const answer: CommandResponse = await sendCommand({ incidentId: id, version, command }, session.person.id)
        before = answer
        shown = answer.card.row
        made.set(id, answer.version)
        keepCard(id, answer.card)
      }
      setBacklog(id, confirmed(backlogOf(id) ?? backlog, shown.version))
      applyRow(shown, session)
      if (before !== null && command !== null) {
        // What something else has been built on is taken back by taking that back first.
        const undoable = backlogOf(id) === null ? rememberUndo(before.card, last?.number === sent.number) : null
        notices.done(command.type, before.card, undoable)
      }
      sent.settle(command === null ? null : (before?.card ?? null))
    } catch (error) {
      const dropped = refused(backlogOf(id) ?? backlog) as readonly Waiting[]
      setBacklog(id, null)
      applyRow(shown, session)
      for (const one of [sent, ...dropped]) one.settle(null)
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
