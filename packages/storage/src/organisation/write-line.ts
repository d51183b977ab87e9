import type { Runs } from '../record/runs.ts'
import type { JournalChange, JournalLine, JournalValue } from './journal-type.ts'

const INSERT = `
insert into journal (tenant_id, at, kind, actor_id, actor_name, subject_id, subject_name, address, browser, device, count, since, details)
values ($1::uuid, $2, $3, $4::uuid, (select name from people where tenant_id = $1::uuid and id = $4::uuid), $5, $6, $7, $8, $9, $10, $11, $12)`

/**
 * Adds a line. In a transaction of its own change it comes last: lines of all nodes wait for each other until the commit.
 * @param again how often, and since when, where it stands for repeated tries
 */
export async function writeLine(
  on: Runs,
  at: number,
  { tenantId, kind, doer, on: subject, details }: JournalLine,
  again: { readonly count: number; readonly since: number } | null = null,
): Promise<void> {
  await on.query(INSERT, [
    tenantId,
    at,
    kind,
    doer.id,
    subject?.id ?? null,
    subject?.name ?? null,
    doer.address,
    doer.browser,
    doer.device,
    again?.count ?? 1,
    again?.since ?? null,
    JSON.stringify(details ?? {}),
  ])
}

/** Fields whose value differs, in the order of `after`. */
export function differences(
  before: Readonly<Record<string, JournalValue>> | null,
  after: Readonly<Record<string, JournalValue>>,
): JournalChange[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before?.[field] ?? null
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [{ field, before: old, after: value }]
  })
}
