import { randomUUID } from 'node:crypto'
import type { Storage } from '@otklik/storage'
import type { House } from '../../src/house.ts'
import { makeContexts } from '../../src/worker/contexts.ts'
import { makeInbox } from '../../src/worker/inbox.ts'
import { makeNames } from '../../src/worker/names.ts'
import { makeSender } from '../../src/worker/sender.ts'
import { makeReceivers } from '../../src/worker/receivers.ts'
import type { SimulatedTown } from './town.ts'

/** A process died here: what it would have written next is not written, and neither is anything after it. */
class Killed extends Error {
  override readonly name = 'Killed'
}

const dies = (): never => {
  throw new Killed('the process was killed')
}

/** One round of the receiver: the loop is told to stop as soon as it has stored what a poll brought, or has failed. */
export async function receive(town: SimulatedTown, node: 0 | 1): Promise<void> {
  const house = town.houses[node]
  const stop = new AbortController()
  const { raw, accounts } = house.storage
  const once: House = {
    ...house,
    storage: {
      ...house.storage,
      raw: { ...raw, store: async (...given) => raw.store(...given).finally(() => stop.abort()) },
      accounts: { ...accounts, setHealth: async (...given) => accounts.setHealth(...given).finally(() => stop.abort()) },
    },
  }
  // The other computer's hold on the poll ran out meanwhile.
  await town.pool.query('update accounts set poll_until = null, poll_holder = null')
  const receivers = makeReceivers(once, `receiver-${node}`, stop.signal)
  await receivers.round()
  await receivers.ended()
  stop.abort()
}

/** The inbox until it is empty. Killed, it dies before it has noted what it did. */
export async function takeIn(town: SimulatedTown, node: 0 | 1, killed = false): Promise<void> {
  const house = town.houses[node]
  const stop = new AbortController()
  // What a failed or killed handler held is free again: its pause is over.
  await town.pool.query(`update raw_events set taken_until = null where state = 'waiting'`)
  const { raw } = house.storage
  const storage: Storage = killed ? { ...house.storage, raw: { ...raw, done: dies, failed: dies, release: dies } } : house.storage
  const contexts = makeContexts(house, stop.signal, 0)
  const inbox = makeInbox(
    { ...house, storage },
    (arrived) => contexts.wish(arrived),
    () => undefined,
  )
  try {
    for (let more = true; more; ) more = await inbox()
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    town.tale.tell('node', `${node + 1} is killed while it takes messages in`)
  }
  await contexts.ended()
}

/** Asks once more for the names that VK has not told, as a worker that has just been started. */
export async function askForNames(town: SimulatedTown, node: 0 | 1): Promise<void> {
  await makeNames(town.houses[node], new AbortController().signal).round()
}

/** One round of a sender. Killed, it dies before the request has left, or after the answer came and before it is written. */
export async function publishNext(town: SimulatedTown, node: 0 | 1, killed: 'before' | 'after' | null = null): Promise<boolean> {
  const house = town.houses[node]
  const { outbox } = house.storage
  const end = { finish: dies, putBack: dies } satisfies Partial<Storage['outbox']>
  const fatal = killed === 'before' ? { ...outbox, renew: dies, ...end } : killed === 'after' ? { ...outbox, ...end } : outbox
  const senderId = killed === null ? `sender-${node}` : `doomed-${randomUUID()}`
  const round = makeSender({ ...house, storage: { ...house.storage, outbox: fatal } }, senderId, new AbortController().signal)
  const before = town.sandbox.ledger().length
  try {
    return await round()
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    town.tale.tell('node', `${node + 1} is killed ${killed} a reply has left`)
    return true
  } finally {
    for (const { key, replyTo } of town.sandbox.ledger().slice(before)) town.tale.tell('vk', `${key} stands under ${replyTo}`)
  }
}

/** So much real time passes that every hold on the account has run out: leases run on the database's clock, which no run can move. */
export async function leasesRunOut(town: SimulatedTown): Promise<void> {
  await town.pool.query(`update sender_leases set until = clock_timestamp() - interval '1 second'`)
}

export async function ring(town: SimulatedTown, node: 0 | 1): Promise<void> {
  const { storage, now } = town.houses[node]
  await storage.alarms.ring(now(), 500)
  await storage.integrity.anchor()
}

/** VK's deliveries to our door are at an end: every event has been stored. */
export async function delivered(town: SimulatedTown): Promise<void> {
  const { callback } = town.sandbox
  for (let calm = 0; calm < 2; ) {
    calm = callback.deliveries().every(({ state }) => state === 'delivered') ? calm + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
