import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Clock, type Connector, does, type Found, type RawEvent } from '@otklik/connectors'
import { publish, type Reply, replying } from './sender.ts'

/** What goes wrong while a reply is being put up, in words that fit any network. */
export type Mishap = 'refused before' | 'lost before' | 'lost after' | 'garbled after' | 'too fast' | 'overloaded' | 'doubtful error after'

/** A network's simulator as the contract needs it. */
export type Harness = {
  start(): Promise<void>
  reset(): Promise<void>
  stop(): Promise<void>
  readonly clock: Clock
  connector(): Connector
  /** What has come in since it was asked last, by whatever way the network has. */
  arrivals(): Promise<readonly RawEvent[]>
  /** The longest text that the network takes. */
  readonly textLength: number
  /** A citizen writes under a post; another one answers a citizen's comment. */
  write(author: string, text: string, under?: Found): void
  mishap(mishap: Mishap): void
  deleteMessage(found: Found): void
  closeComments(found: Found): void
  keepOut(found: Found): void
  revokeKeys(): void
  /** Every reply of the page that stands, by its reference. */
  standing(): readonly { readonly ref: string; readonly text: string }[]
  /** Throws when any request broke the network's schema. */
  assertClean(): void
}

async function arrive(harness: Harness, author: string, text: string): Promise<Found> {
  const connector = harness.connector()
  await harness.arrivals()
  harness.write(author, text)
  const events = await harness.arrivals()
  const found = events[0] === undefined ? null : connector.translate(events[0])
  if (found === null) throw new Error('the comment did not arrive')
  return found
}

const intentFor = (harness: Harness, found: Found, text: string, key = 'c0ffee00-0000-4000-8000-000000000001'): Reply => ({
  key,
  target: found.message.place.target,
  text,
  photos: [],
  since: harness.clock.now(),
})

/** The rules every connector keeps, whatever its network. */
export function connectorContract(name: string, harness: Harness): void {
  describe(`${name} keeps the port's rules`, () => {
    beforeAll(() => harness.start())
    beforeEach(() => harness.reset())
    afterAll(() => harness.stop())

    test('tells whose page it is', async () => {
      const page = await harness.connector().identify()
      expect(page.name).not.toBe('')
      expect(page.url).toMatch(/^https:\/\//)
      harness.assertClean()
    })

    test('a comment arrives with its words, its time, its author and its place', async () => {
      const connector = harness.connector()
      const found = await arrive(harness, 'Анна Смирнова', 'Когда починят фонарь на Садовой, 3?')
      expect(found).toMatchObject({ own: false, threadKey: null, inReplyToKey: null })
      expect(found.message.text).toBe('Когда починят фонарь на Садовой, 3?')
      expect(Math.abs(found.message.writtenAt - harness.clock.now())).toBeLessThan(60_000)
      // Some networks name the author in the event, others are asked.
      const author = found.author.name === '' ? (await connector.describeAuthors([found.author.key])).get(found.author.key) : found.author
      expect(author).toMatchObject({ name: 'Анна Смирнова', isCommunity: false })
      harness.assertClean()
    })

    test('a reply under another comment knows the thread it belongs to', async () => {
      const connector = harness.connector()
      const top = await arrive(harness, 'Анна Смирнова', 'Нет воды с утра')
      await harness.arrivals()
      harness.write('Пётр Ильин', 'И у нас нет', top)
      const events = await harness.arrivals()
      const nested = connector.translate(events[0]!)
      expect(nested).toMatchObject({ threadKey: top.message.place.key, inReplyToKey: top.message.place.key })
      harness.assertClean()
      if (!does(connector.capabilities(), 'context')) return
      const { thread, post } = await connector.context(nested!.message.place.target)
      expect(post?.text).not.toBe('')
      expect(thread.map((each) => each.text)).toEqual(['Нет воды с утра', 'И у нас нет'])
      expect(thread.map((each) => each.authorName)).toEqual(['Анна Смирнова', 'Пётр Ильин'])
      harness.assertClean()
    })

    test('a confirmed reply stands once, and our own reply comes back marked as our own', async () => {
      const connector = harness.connector()
      const found = await arrive(harness, 'Анна Смирнова', 'Яма у школы')
      await harness.arrivals()
      const sent = await connector.perform(replying(intentFor(harness, found, 'Анна, заделаем до 12 мая.')))
      expect(sent).toMatchObject({ outcome: 'confirmed' })
      expect(harness.standing()).toEqual([{ ref: sent.outcome === 'confirmed' ? sent.ref : '', text: 'Анна, заделаем до 12 мая.' }])
      const events = await harness.arrivals()
      expect(events.map((event) => event.kind)).toEqual(['own'])
      expect(connector.translate(events[0]!)?.own).toBe(true)
      harness.assertClean()
    })

    test('before anything was sent, and after it was deleted, reading back finds nothing for certain', async () => {
      const connector = harness.connector()
      const found = await arrive(harness, 'Анна Смирнова', 'Яма у школы')
      expect(await connector.reconcile(replying(intentFor(harness, found, 'Заделаем.')))).toEqual({ found: false, certain: true })
    })

    test.each<[Mishap, string]>([
      ['refused before', 'deferred'],
      ['too fast', 'deferred'],
      ['overloaded', 'ambiguous'],
      ['lost before', 'ambiguous'],
    ])('%s: %s, nothing stands, the next attempt stands once', async (mishap, outcome) => {
      const connector = harness.connector()
      const intent = intentFor(harness, await arrive(harness, 'Анна Смирнова', 'Яма у школы'), 'Заделаем.')
      harness.mishap(mishap)
      const sent = await connector.perform(replying(intent))
      expect(sent.outcome).toBe(outcome)
      expect(sent.outcome !== 'deferred' || sent.retryAfter > 0).toBe(true)
      expect(harness.standing()).toEqual([])
      expect(await connector.reconcile(replying(intent))).toEqual({ found: false, certain: true })
      expect(await publish(connector, replying(intent), harness.clock)).toMatchObject({ end: 'published' })
      expect(harness.standing()).toHaveLength(1)
    })

    test.each<Mishap>(['lost after', 'garbled after', 'doubtful error after'])(
      '%s: ambiguous, yet the reply stands, and reading back finds it',
      async (mishap) => {
        const connector = harness.connector()
        const intent = intentFor(harness, await arrive(harness, 'Анна Смирнова', 'Яма у школы'), 'Заделаем -- честно.  Завтра.')
        harness.mishap(mishap)
        expect(await connector.perform(replying(intent))).toMatchObject({ outcome: 'ambiguous' })
        expect(harness.standing()).toHaveLength(1)
        expect(await connector.reconcile(replying(intent))).toMatchObject({ found: true, ref: harness.standing()[0]?.ref })
      },
    )

    test('an answer to somebody else with the same words is not taken for ours', async () => {
      const connector = harness.connector()
      const first = await arrive(harness, 'Анна Смирнова', 'Яма у школы')
      const second = await arrive(harness, 'Пётр Ильин', 'Яма у школы')
      await connector.perform(replying(intentFor(harness, first, 'Заделаем.')))
      expect(await connector.reconcile(replying(intentFor(harness, second, 'Заделаем.', 'key-2')))).toEqual({ found: false, certain: true })
    })

    test('an earlier reply with the same words to the same message is not taken for this one', async () => {
      const connector = harness.connector()
      const found = await arrive(harness, 'Анна Смирнова', 'Яма у школы')
      await connector.perform(replying(intentFor(harness, found, 'Уточните, пожалуйста, адрес.')))
      await harness.clock.sleep(3_600_000)
      expect(await connector.reconcile(replying(intentFor(harness, found, 'Уточните, пожалуйста, адрес.', 'key-2')))).toEqual({
        found: false,
        certain: true,
      })
    })

    test('a deleted message, closed comments, an author who keeps us out, a dead key: rejected, each with its reason', async () => {
      const connector = harness.connector()
      const gone = await arrive(harness, 'Анна Смирнова', 'Раз')
      const blocked = await arrive(harness, 'Пётр Ильин', 'Два')
      harness.deleteMessage(gone)
      harness.keepOut(blocked)
      expect(await connector.perform(replying(intentFor(harness, gone, 'Ответ')))).toMatchObject({ outcome: 'rejected', reason: 'gone' })
      expect(await connector.perform(replying(intentFor(harness, blocked, 'Ответ', 'key-2')))).toMatchObject({
        outcome: 'rejected',
        reason: 'closed',
      })
      const shut = await arrive(harness, 'Пётр Ильин', 'Три')
      harness.closeComments(shut)
      expect(await connector.perform(replying(intentFor(harness, shut, 'Ответ', 'key-3')))).toMatchObject({
        outcome: 'rejected',
        reason: 'closed',
      })
      harness.revokeKeys()
      expect(await connector.perform(replying(intentFor(harness, shut, 'Ответ', 'key-4')))).toMatchObject({
        outcome: 'rejected',
        reason: 'auth',
      })
      await expect(connector.identify()).rejects.toMatchObject({ name: 'ConnectorError', kind: 'token' })
      expect(harness.standing()).toEqual([])
    })

    test('a text longer than the network takes is refused before anything is sent', async () => {
      const connector = harness.connector()
      const found = await arrive(harness, 'Анна Смирнова', 'Яма у школы')
      const text = 'я'.repeat(harness.textLength + 1)
      expect(await connector.perform(replying(intentFor(harness, found, text)))).toMatchObject({ outcome: 'rejected', reason: 'invalid' })
      expect(await connector.perform(replying(intentFor(harness, found, text.slice(1))))).toMatchObject({ outcome: 'confirmed' })
    })
  })
}
