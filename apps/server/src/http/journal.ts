import { type JournalEntryView, type RouteName, type Route, routes, type journalGroups } from '@otklik/contract'
import type { JournalEntry, JournalKind, JournalValue } from '@otklik/storage'
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const groups: Readonly<Record<(typeof journalGroups)[number], readonly JournalKind[]>> = {
  entry: ['signed-in', 'sign-in-failed', 'signed-out'],
  passwords: ['password-given', 'password-changed', 'password-failed'],
  refusals: ['refused'],
  people: ['person-added', 'person-changed', 'password-given'],
  units: ['unit-added', 'unit-changed'],
  connections: ['account-added', 'account-changed'],
  rules: ['act-set', 'schedule-set', 'calendar-set', 'retention-set'],
}

const beyond: Readonly<Record<string, { ru: string; en: string }>> = {
  addFile: { ru: 'Загрузить снимок', en: 'Upload a photograph' },
}
const operation = (name: string): { ru: string; en: string } =>
  (routes as Readonly<Partial<Record<string, Route>>>)[name as RouteName]?.summary ?? beyond[name] ?? { ru: name, en: name }

/** Refusals that say: this is somebody else's to do. */
const rightless: ReadonlySet<string> = new Set(['forbidden', 'not-your-role', 'not-your-unit'])

/** Notes every refusal of a right; the same one again is counted. */
export function noteRefusals(app: FastifyInstance, { storage, log }: Pick<House, 'storage' | 'log'>): void {
  app.addHook('onError', async (request, _, error) => {
    const { person } = request
    if (person === null || !(error instanceof ProblemError) || !rightless.has(error.code)) return
    const what = request.routeOptions.schema?.operationId ?? String(request.routeOptions.url)
    const line = { tenantId: person.tenantId, kind: 'refused', doer: doerOf(request), details: { what } } as const
    // The refusal stands whether or not it can be written down.
    await storage.journal
      .repeated(`refused ${person.personId} ${what}`, `refused ${person.personId}`, line)
      .catch((fault: unknown) => log('journal.failed', { error: fault }))
  })
}

/** The journal of the organisation, for those who answer for it. */
export function journalHandlers({ storage: { journal }, acts }: House): Pick<Handlers, 'journal'> {
  /** An act is named by its title; lists are copied, for the contract's are open to change. */
  function named(field: string, value: JournalValue): JournalEntryView['changes'][number]['before'] {
    if (field === 'act' && typeof value === 'string') return acts.find(value)?.title ?? value
    return typeof value === 'object' && value !== null ? [...value] : value
  }

  function view(entry: JournalEntry): JournalEntryView {
    const { changes = [], what, why = null, typed = null, failedBefore = 0, others = [], given = false } = entry.details
    return {
      ...entry,
      changes: changes.map(({ field, before, after }) => ({
        field,
        before: named(field, before),
        after: named(field, after),
      })),
      what: what === undefined ? null : operation(what),
      why,
      typed,
      failedBefore,
      others: [...others],
      given,
    }
  }

  return {
    journal: async ({ person, query: { person: about = null, group, cursor, limit } }) => {
      const kinds = group === undefined ? null : groups[group]
      const before = cursor === undefined ? null : Number(cursor)
      const { entries, next } = await journal.page(person.tenantId, { person: about, kinds, before, limit })
      return { entries: entries.map(view), nextCursor: next === null ? null : String(next) }
    },
  }
}
