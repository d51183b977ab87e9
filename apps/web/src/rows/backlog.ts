/**
 * Commands to one incident are sent one after another: one is under way, the others wait for its answer, because each builds on the version
 * that the one before it makes. Pure; `commands/give-command.ts` drives it.
 */
export type Backlog<Command> = {
  /** The newest version that this person has seen or made. */
  readonly seen: number
  readonly underWay: Command
  readonly waiting: readonly Command[]
}

/** One command more. `seen`: the version that the person looked at when giving it. Sent at once when nothing is under way. */
export function give<Command>(backlog: Backlog<Command> | null, command: Command, seen: number): Backlog<Command> {
  if (backlog === null) return { seen, underWay: command, waiting: [] }
  return { ...backlog, seen: Math.max(backlog.seen, seen), waiting: [...backlog.waiting, command] }
}

/** The command under way was confirmed as `version`: the next one goes with it. null: nothing is left to send. */
export function confirmed<Command>({ seen, waiting }: Backlog<Command>, version: number): Backlog<Command> | null {
  const [next, ...rest] = waiting
  return next === undefined ? null : { seen: Math.max(seen, version), underWay: next, waiting: rest }
}

/** The command under way was refused: what was built on it is not sent. Answers what is dropped. */
export function refused<Command>({ waiting }: Backlog<Command>): readonly Command[] {
  return waiting
}

/** Everything given and not yet confirmed, in the order given. */
export function unanswered<Command>(backlog: Backlog<Command> | null): readonly Command[] {
  return backlog === null ? [] : [backlog.underWay, ...backlog.waiting]
}
