import type { Nameless } from '@otklik/storage'
import type { House } from '../house.ts'

const day = 86_400_000
/** Who wrote longer ago is not asked after any more: their message has long been dealt with. */
const keptForMs = 30 * day
/** So many of an organisation at once: networks name many people in one answer. */
const atOnce = 1_000
const patienceMs = 15_000
/** How often names are looked for that another process was left without. */
const lookMs = 60_000
/** 1 s, 2 s, 4 s … up to an hour between two questions about the same author. */
const longestPauseMs = 3_600_000
const pauseAfter = (attempts: number): number => Math.min(longestPauseMs, 1000 * 2 ** Math.min(attempts - 1, 20))

/**
 * Names that the network did not tell when the message came: asked again until it does. The record is not touched, names stand apart from it.
 * Any number of workers may do this at once: a name is given only to who has none.
 */
export function makeNames({ storage, networks, now, log }: Pick<House, 'storage' | 'networks' | 'now' | 'log'>, stop: AbortSignal) {
  const asked = new Map<string, { readonly attempts: number; readonly again: number }>()
  let lookAt = 0

  const mayAsk = ({ id }: Nameless, at: number): boolean => {
    const before = asked.get(id)
    // A clock that was set back must not make anybody wait for longer than the longest pause.
    return before === undefined || before.again <= at || before.again - at > longestPauseMs
  }

  async function told(accountId: string, theirs: readonly Nameless[]) {
    try {
      const opened = await networks.open(accountId)
      const keys = theirs.map(({ key }) => key)
      return await opened?.connector.describeAuthors(keys, AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]))
    } catch (error) {
      if (!stop.aborted) log('author.failed', { accountId, error })
      return undefined
    }
  }

  async function ask(accountId: string, theirs: readonly Nameless[]): Promise<void> {
    const authors = await told(accountId, theirs)
    let named = 0
    for (const { tenantId, id, key } of theirs) {
      const author = authors?.get(key)
      if (author !== undefined && author.name !== '') {
        if (await storage.authors.name(tenantId, id, author.name, author.url)) named += 1
        asked.delete(id)
      } else {
        const attempts = (asked.get(id)?.attempts ?? 0) + 1
        asked.set(id, { attempts, again: now() + pauseAfter(attempts) })
      }
    }
    if (named > 0) log('authors.named', { accountId, named })
  }

  return {
    /** Somebody has just been left without a name. */
    wish(): void {
      lookAt = 0
    },

    /** Asks for every name that is due; most rounds look at the clock and do nothing. */
    async round(): Promise<boolean> {
      const at = now()
      if (at < lookAt && lookAt - at <= lookMs) return false
      lookAt = at + lookMs
      const nameless = await storage.authors.nameless(at - keptForMs, atOnce)
      const still = new Set(nameless.map(({ id }) => id))
      for (const id of asked.keys()) if (!still.has(id)) asked.delete(id)
      const due = Map.groupBy(
        nameless.filter((one) => mayAsk(one, at)),
        ({ accountId }) => accountId,
      )
      for (const [accountId, theirs] of due) await ask(accountId, theirs)
      for (const { again } of asked.values()) lookAt = Math.min(lookAt, again)
      return false
    },
  }
}
