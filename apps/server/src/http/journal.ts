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

type Labels = ReadonlyMap<string, { readonly ru: string; readonly en: string }>

function view(entry: JournalEntry, titles: Titles, labels: Labels): JournalEntryView {
  const { changes = [], what, why = null, typed = null, failedBefore = 0, others = [], given = false } = entry.details
  return {
    ...entry,
    changes: changes.map(({ field, before, after }) => ({
      field,
      label: entry.kind.startsWith('account-') ? (labels.get(field) ?? null) : null,
      before: valueOf(field, before, titles),
      after: valueOf(field, after, titles),
    })),
    what: what === undefined ? null : operation(what),
    why,
    typed,
    failedBefore,
    others: [...others],
    given,
  }
}

/** The journal of the organisation, for those who answer for it. */
export function journalHandlers({ storage: { journal, organisation }, networks }: House): Pick<Handlers, 'journal'> {
  /** A field of a connection has its network's word. */
  const labels: Labels = new Map(
    networks.catalogue.flatMap(({ account }) => [...account.fields, ...account.secrets].map(({ name, label }) => [name, label] as const)),
  )
  return {
    journal: async ({ person, query: { person: about = null, group, cursor, limit } }) => {
      const kinds = group === undefined ? null : groups[group]
      const before = cursor === undefined ? null : Number(cursor)
      const { entries, next } = await journal.page(person.tenantId, { person: about, kinds, before, limit })
      const titles = await titlesOf(organisation, person.tenantId, entries)
      return { entries: entries.map((entry) => view(entry, titles, labels)), nextCursor: next === null ? null : String(next) }
    },
  }
}

type Titles = ReadonlyMap<string, { ru: string; en: string }>

/** Titles of the acts that a page names, by `id@edition`; with the edition where the act stays and the edition does not. */
async function titlesOf(
  organisation: House['storage']['organisation'],
  tenantId: string,
  entries: readonly JournalEntry[],
): Promise<Titles> {
  const pairs = entries.flatMap(({ details: { changes = [] } }) =>
    changes.flatMap(({ field, before, after }) => (field === 'act' ? [[before, after].filter((one) => typeof one === 'string')] : [])),
  )
  const named = pairs.flatMap((pair) => {
    const ids = new Set(pair.map((ref) => ref.split('@')[0]))
    return pair.map((ref) => ({ ref, withEdition: ids.size < pair.length }))
  })
  const titles = new Map<string, { ru: string; en: string }>()
  for (const { ref, withEdition } of named) {
    const [id = '', ...rest] = ref.split('@')
    const edition = rest.join('@')
    const { title } = (await organisation.act(tenantId, id, edition)).regulation
    titles.set(ref, withEdition ? { ru: `${title.ru}, ред. ${edition}`, en: `${title.en}, ed. ${edition}` } : title)
  }
  return titles
}

/** An act is named by its title; lists are copied, for the contract's are open to change. */
function valueOf(field: string, value: JournalValue, titles: Titles): JournalEntryView['changes'][number]['before'] {
  if (field === 'act' && typeof value === 'string') return titles.get(value) ?? value
  return typeof value === 'object' && value !== null ? [...value] : value
}
