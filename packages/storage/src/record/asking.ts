import type { ActEnd, ActFile, NetworkAct } from '@otklik/record'
import type { Moment } from '@otklik/worktime'

/** How an act ended, by the last event that says so; the columns that its row has from it. `ref`: the network's key of what was done. */
export type Ended = { readonly state: 'confirmed' | 'rejected' | 'uncertain'; readonly detail: string | null; readonly ref: string | null }

/** An act as the sealed record of a stream asks for it. `ended` null: it is on its way. */
export type Asked = {
  readonly key: string
  readonly accountId: string
  readonly act: NetworkAct<ActFile>
  /** When it was ordered, by the clock of the node that took the order. */
  readonly madeAt: Moment
  /** Not to be carried out earlier; 0: at once. */
  readonly notBefore: Moment
  /** An earlier attempt at the same may have got through after all: it is looked for before anything is sent. */
  readonly lookFirst: boolean
  readonly ended: Ended | null
}

/** What an aggregate says of its acts in networks. The outbox knows nothing else of any aggregate (docs/decisions/0012). */
export type Asking<Recorded, State, Command> = {
  /**
   * Everything that these events ask of networks, oldest first, and how each ended. Pure.
   * @param recorded some or all events of a stream; `state` is what the whole record folds to.
   */
  asked(recorded: readonly Recorded[], state: State): readonly Asked[]
  /** The command by which the aggregate hears how its act ended. Pure. */
  outcome(key: string, end: ActEnd): Command
}
