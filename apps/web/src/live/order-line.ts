/**
 * Orders to one incident stand in a line: one is under way, the others wait for its answer, because each is given on what the one before it
 * made. Pure; `live/act.ts` drives it.
 */
export type OrderLine<Order> = {
  /** The newest version that this person has seen or made. */
  readonly seen: number
  readonly underWay: Order
  readonly waiting: readonly Order[]
}

/** One order more. `seen`: the version that the person looked at when giving it. Sent at once when nothing is under way. */
export function give<Order>(line: OrderLine<Order> | null, order: Order, seen: number): OrderLine<Order> {
  if (line === null) return { seen, underWay: order, waiting: [] }
  return { ...line, seen: Math.max(line.seen, seen), waiting: [...line.waiting, order] }
}

/** The order under way was confirmed as `version`: the next one goes with it. null: nothing is left to send. */
export function confirmed<Order>({ seen, waiting }: OrderLine<Order>, version: number): OrderLine<Order> | null {
  const [next, ...rest] = waiting
  return next === undefined ? null : { seen: Math.max(seen, version), underWay: next, waiting: rest }
}

/** The order under way was refused: what was built on it is not sent. Answers what is dropped. */
export function refused<Order>({ waiting }: OrderLine<Order>): readonly Order[] {
  return waiting
}

/** Everything given and not yet confirmed, in its order. */
export function unanswered<Order>(line: OrderLine<Order> | null): readonly Order[] {
  return line === null ? [] : [line.underWay, ...line.waiting]
}
