import { incidents } from './incidents/aggregate.ts'
import type { Services } from './incidents/services.ts'
import type { Aggregate } from './record/aggregate.ts'
import { Aggregates } from './record/aggregates.ts'

/** Makes an aggregate of what this open storage has for its decisions. */
export type AggregateOf = (services: Services) => Aggregate

/** The kinds of streams that ship with the program: a wing is added here, and nowhere else in storage. */
export const shipped: readonly AggregateOf[] = [incidents]

export const aggregatesOf = (services: Services, kinds: readonly AggregateOf[] = shipped): Aggregates =>
  new Aggregates(kinds.map((kind) => kind(services)))
