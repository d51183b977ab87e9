import type { Incident } from '@otklik/casework'
import * as record from '../record/command.ts'
import type { Runs } from '../record/runs.ts'
import type { Shell } from '../record/shell.ts'
import type { CommandInput, CommandResult } from './command-type.ts'
import { INCIDENT_KIND } from './kind.ts'

const toStream = ({ incidentId, ...rest }: CommandInput): record.StreamCommand => ({ ...rest, kind: INCIDENT_KIND, streamId: incidentId })

/** One command to one incident, in its own transaction. Throws only on a broken assumption or a lost database. */
export async function command(shell: Shell, input: CommandInput): Promise<CommandResult> {
  return resultOf(await record.command(shell, toStream(input)))
}

/** The same inside a transaction of the caller, who rings the bell after its commit. */
export async function commandOn(shell: Shell, on: Runs, input: CommandInput): Promise<{ result: CommandResult; position: number }> {
  const { outcome, position } = await record.commandOn(shell, on, toStream(input))
  return { result: resultOf(outcome), position }
}

function resultOf(outcome: record.Outcome): CommandResult {
  if (outcome.ok) {
    const { streamId, ...rest } = outcome
    return { ...rest, incidentId: streamId }
  }
  // A refusal of this kind of stream has one of the codes of casework.
  if (outcome.kind !== 'conflict') return outcome as CommandResult
  const { state, ...rest } = outcome
  return { ...rest, status: (state as Incident).status }
}
