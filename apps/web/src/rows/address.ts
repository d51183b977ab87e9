import type { Ask, QueueQuery, QueueView } from '@otklik/contract'
import { importances, queueViews, statuses } from '@otklik/contract/vocabulary'

/** What the queue shows, as it stands in the address: sending the address to a colleague reproduces the view. */
export type QueueAddress = {
  readonly view: QueueView
  readonly q?: string
  readonly unit?: string
  readonly topic?: string
  readonly status?: NonNullable<QueueQuery['status']>
  readonly importance?: NonNullable<QueueQuery['importance']>
  /** The incident whose card is open. */
  readonly open?: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const oneOf = <Value extends string>(value: unknown, known: readonly Value[]): Value | undefined => known.find((one) => one === value)
const words = (value: unknown, longest: number): string | undefined => {
  const text = typeof value === 'string' ? value.trim().slice(0, longest) : ''
  return text === '' ? undefined : text
}
const identity = (value: unknown): string | undefined => (typeof value === 'string' && uuid.test(value) ? value : undefined)

/** Reads an address. What is unknown or mistyped in it is left out rather than refused: old links go on working. */
export function readAddress(search: Record<string, unknown>): QueueAddress {
  const found = {
    view: oneOf(search.view, queueViews) ?? 'new',
    q: words(search.q, 200),
    unit: identity(search.unit),
    topic: words(search.topic, 100),
    status: oneOf(search.status, statuses),
    importance: oneOf(search.importance, importances),
    open: identity(search.open),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as QueueAddress
}

/** The incident that an address of the tasks opens. */
export function readOpen(search: Record<string, unknown>): { readonly open?: string } {
  const open = identity(search.open)
  return open === undefined ? {} : { open }
}

/** The part of the address that chooses rows, as the server's query names it. */
export function queryOf({ open: _open, ...chosen }: QueueAddress): Omit<QueueAddress, 'open'> {
  return chosen
}

/** The query of one page of an address's rows. */
export const pageOf = (address: QueueAddress, cursor: string | null, limit = 50): Ask<'queue'>['query'] => ({
  ...queryOf(address),
  limit,
  ...(cursor !== null && { cursor }),
})

/** Has the person narrowed the view by anything? */
export function isNarrowed(address: QueueAddress): boolean {
  return [address.q, address.unit, address.topic, address.status, address.importance].some((value) => value !== undefined)
}

/** The same view with nothing narrowed and nothing open. */
export const withoutFilters = ({ view }: QueueAddress): QueueAddress => ({ view })
