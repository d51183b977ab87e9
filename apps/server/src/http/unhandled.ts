import type { RawEvent } from '@otklik/connectors'
import type { Unhandled } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Opened } from '../networks.ts'
import { readAgain } from '../worker/read-again.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

/** Shown at once, the newest; the number says how many there are. */
const shown = 50
/** Characters of a payload that are shown: a person reads no more, and nothing of it is lost. */
const longest = 20_000

/** What connections could not read or handle, for the administrator: what it was, why, and once more from the beginning. */
export function unhandledHandlers(house: House): Pick<Handlers, 'unhandledEvents' | 'retryUnhandled'> {
  const { storage, networks, wakes } = house

  async function own(tenantId: string, accountId: string): Promise<Opened> {
    const opened = await networks.openAny(accountId)
    if (opened === null || opened.row.tenantId !== tenantId) throw new ProblemError('not-found')
    return opened
  }

  return {
    unhandledEvents: async ({ person, params }) => {
      const { connector } = await own(person.tenantId, params.id)
      const { events, total } = await storage.raw.unhandled(person.tenantId, params.id, shown)
      const why = (event: Unhandled) => {
        if (event.state === 'unreadable') return connector.unclear(event as unknown as RawEvent).map(({ ru, en }) => ({ ru, en }))
        return [{ ru: `Обработка не удаётся: ${event.detail ?? '?'}.`, en: `Handling fails: ${event.detail ?? '?'}.` }]
      }
      return {
        total,
        events: events.map((event) => ({
          id: event.id,
          state: event.state,
          at: event.storedAt,
          type: typeOf(event.raw),
          why: why(event),
          payload: payloadOf(event.raw),
        })),
      }
    },
    retryUnhandled: async ({ person, params }) => {
      await own(person.tenantId, params.id)
      const account = { tenantId: person.tenantId, accountId: params.id }
      const read = await readAgain(house, account)
      const tried = await storage.raw.hurry(account.tenantId, account.accountId)
      if (tried > 0) wakes.inbox.ring()
      return { read, tried }
    },
  }
}

function typeOf(raw: unknown): string {
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : ''
  return typeof type === 'string' ? type.slice(0, 100) : ''
}

function payloadOf(raw: unknown): string {
  const written = JSON.stringify(raw, null, 2)
  return written.length > longest ? `${written.slice(0, longest).toWellFormed()}…` : written
}
