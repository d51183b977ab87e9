import { randomUUID } from 'node:crypto'
import { Wake } from '../wake.ts'
import type { House } from '../house.ts'
import { makeContexts } from './contexts.ts'
import { makeInbox } from './inbox.ts'
import { repeat } from './loop.ts'
import { makeNames } from './names.ts'
import { makeSender } from './sender.ts'
import { readAgain } from './read-again.ts'
import { makeReceivers, receiverIdleMs } from './receivers.ts'

/** Without a ring (another process stored the work) it is found after so long. */
const idleMs = 400
/** Replies that may be on their way at once in this process, each in another connection: a slow network does not hold up the others. */
const senders = 4
/** Most of these rounds only look at the clock. */
const namesMs = 500
const alarmsMs = 1_000
const alarmsAtOnce = 500
/** The record is sealed over all incidents so often; several workers sealing at once do no harm. */
const sealMs = 60_000
/** What this version has not tried is there at its start; another version's worker may leave more later. Nothing to read costs one look into an index. */
const readAgainMs = 20_000
/** Retention counts in days: looking every hour is soon enough. */
const retentionMs = 3_600_000

/**
 * Everything that happens without a person: receive, translate, publish, ring. Any number of workers may run against one database.
 * Resolves when the signal has aborted and what was begun is ended; a publication in flight is cut off and looked for by the next worker.
 */
export async function runWorker(house: House, signal: AbortSignal): Promise<void> {
  const { storage, wakes, log, now } = house
  const wakesOfSenders = [wakes.outbox, ...Array.from({ length: senders - 1 }, () => new Wake())]
  const name = `${process.pid}-${randomUUID()}`
  const contexts = makeContexts(house, signal)
  const names = makeNames(house, signal)
  const receivers = makeReceivers(house, name, signal)
  // A node with a wrong clock does nothing: it would date what it does.
  const loop = (title: string, round: () => Promise<boolean>, wake: Wake, pause: number): Promise<void> =>
    repeat(title, async () => (await house.clock.right()) && round(), { wake, idleMs: pause, signal, log })
  await Promise.all([
    loop('receivers', receivers.round, new Wake(), receiverIdleMs),
    loop(
      'inbox',
      makeInbox(
        house,
        (arrived) => contexts.wish(arrived),
        () => names.wish(),
      ),
      wakes.inbox,
      idleMs,
    ),
    ...wakesOfSenders.map((wake, index) => loop('sender', makeSender(house, `${name}-${index}`, signal), wake, idleMs)),
    loop('names', () => names.round(), new Wake(), namesMs),
    loop('read-again', async () => (await readAgain(house), false), new Wake(), readAgainMs),
    loop('alarms', async () => (await storage.alarms.ring(now(), alarmsAtOnce)) === alarmsAtOnce, new Wake(), alarmsMs),
    loop('seals', async () => (await storage.integrity.anchor(), false), new Wake(), sealMs),
    loop('journal', async () => (await storage.journal.closeRepeats(), await storage.signInTries.forget(), false), new Wake(), sealMs),
    loop('retention', async () => (await storage.retention.expire(house.retentionDays)).more, new Wake(), retentionMs),
  ])
  await Promise.all([receivers.ended(), contexts.ended()])
}
