import { useCallback } from 'react'
import type { CommandResponse, Directory, IncidentCard, PersonCommandInput, QueueRow } from '@otklik/contract'
import { predict } from '../queue/predict.ts'
import { directoryQuery, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { applyRow } from './live-desk.ts'
import { call, Refused, Unreachable } from './call.ts'
import { useNotices } from './notices.tsx'
import { queries } from './queries.ts'
import { setPending } from './pending.ts'
import { forgetUndo, rememberUndo } from './undoable.ts'

/** Orders to one incident go one after another, so that S and R pressed at once arrive in that order. */
const chains = new Map<string, Promise<number | null>>()

export type Act = (row: QueueRow, command: PersonCommandInput) => Promise<IncidentCard | null>

/**
 * Gives an order: the row changes at once, the server confirms after. Refused, the old row comes back and the reason is said,
 * with its clause and what to do. Answers the card as it stands, or null when nothing was done.
 */
export function useAct(): Act {
  const session = useSession()
  const words = useWords()
  const notices = useNotices()
  return useCallback(
    async (row, command) => {
      const before = chains.get(row.id)
      const directory = queries.getQueryData<Directory>(directoryQuery.queryKey)
      // The version that the person saw; the server's next one will be higher, so the guess never wins over the truth.
      applyRow(predict(row, command, directory), session)
      setPending(row.id, true)
      forgetUndo()
      let finish: (version: number | null) => void = () => undefined
      const own = new Promise<number | null>((resolve) => {
        finish = resolve
      })
      chains.set(row.id, own)
      const seen = before === undefined ? row.version : await before
      // What this order builds on was refused: that refusal has been said, and nothing more is sent.
      if (seen === null) {
        finish(null)
        applyRow(row, session)
        setPending(row.id, false)
        return null
      }
      try {
        const { version, card } = await send(row.id, Math.max(seen, row.version), command)
        finish(version)
        queries.setQueryData(['incident', row.id], card)
        applyRow(card.row, session)
        notices.done(command.type, card, rememberUndo(card))
        return card
      } catch (error) {
        finish(null)
        await restore(row, session, error)
        notices.refused(error, words)
        return null
      } finally {
        setPending(row.id, false)
        if (chains.get(row.id) === own) chains.delete(row.id)
      }
    },
    [session, words, notices],
  )
}

/** No answer, or one that says of itself that it does not know the end (a database that went away in the middle). */
const isUnsettled = (error: unknown): boolean => error instanceof Unreachable || (error instanceof Refused && error.problem.status >= 500)

/** One press, one key: a lost answer is asked for again, and the server does nothing twice. */
async function send(id: string, expectedVersion: number, command: PersonCommandInput): Promise<CommandResponse> {
  const key = crypto.randomUUID()
  for (let attempt = 1; ; attempt++) {
    try {
      return await call<CommandResponse>(`/api/incidents/${id}/commands`, { method: 'POST', body: { expectedVersion, command }, key })
    } catch (error) {
      if (!isUnsettled(error) || attempt === 3 || !navigator.onLine) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 700))
    }
  }
}

/** Puts the old row back; after a conflict the server's own is newer, so it is asked for. */
async function restore(row: QueueRow, session: Parameters<typeof applyRow>[1], error: unknown): Promise<void> {
  applyRow(row, session)
  if (!(error instanceof Refused)) return
  await queries.invalidateQueries({ queryKey: ['incident', row.id] })
  const card = queries.getQueryData<IncidentCard>(['incident', row.id])
  if (card !== undefined) applyRow(card.row, session)
}
