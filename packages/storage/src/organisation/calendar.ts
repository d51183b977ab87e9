import { createHash } from 'node:crypto'
import { compileSchedule, type Moment, type ProductionCalendarYear } from '@otklik/worktime'
import type { Connection } from '../engine/connect.ts'
import { StorageFault } from '../engine/fault.ts'
import { inTransaction } from '../engine/transaction.ts'
import { canonical } from '../record/canonical.ts'
import { type Doer, type JournalChange, program } from './journal-type.ts'
import { writeLine } from './write-line.ts'
import { pressedBefore } from '../record/pressed.ts'
import { addCalendar, calendarRow, type KeptCalendar, type KeptYear, loadedOf, plainYears, yearsWith } from './calendar-rows.ts'
import type { Moved } from './moved.ts'
import { addSchedule, latestSchedule, lockTenant, type Planning } from './rules.ts'
import { readScheduleText } from './schedule-text.ts'

/** Years loaded over those in force, or one loaded year given up for the one that the program ships. */
export type CalendarCommand = { readonly load: readonly ProductionCalendarYear[] } | { readonly forget: number }

export type CalendarSet =
  | { readonly ok: true; readonly version: number; readonly moved: Moved; readonly replayed: boolean }
  | { readonly ok: false; readonly kind: 'conflict'; readonly version: number; readonly by: string; readonly at: Moment }
  /** The same idempotency key came with another body. */
  | { readonly ok: false; readonly kind: 'key-reused' }

/** The production calendar of an organisation. */
export type CalendarStorage = {
  /** The calendar of that version; the newest one unless told. */
  calendar(tenantId: string, version?: number): Promise<KeptCalendar>
  /** What a command would come to, without doing it. Who would have loaded it stands as nobody. */
  foreseeCalendar(
    tenantId: string,
    command: CalendarCommand,
  ): Promise<{ version: number; before: readonly KeptYear[]; after: readonly KeptYear[]; moved: Moved }>
  /** Carries it out and plans the open obligations anew in the same transaction. Closed ones keep the calendar of their day. */
  setCalendar(
    tenantId: string,
    command: CalendarCommand,
    press: { readonly expectedVersion: number; readonly by: string; readonly idempotencyKey: string | null; readonly doer?: Doer },
  ): Promise<CalendarSet>
}

export function calendarStorage({ pool }: Connection, now: () => number, { replan, foresee }: Planning): CalendarStorage {
  return {
    async calendar(tenantId, version) {
      await latestSchedule(pool, tenantId)
      return calendarRow(pool, tenantId, version ?? null)
    },

    foreseeCalendar(tenantId, command) {
      return inTransaction(pool, async (client) => {
        // One snapshot for the whole answer; a large organisation takes longer than a request may.
        await client.query('set transaction isolation level repeatable read, read only')
        await client.query('set local statement_timeout = 0')
        const { source, version } = await latestSchedule(client, tenantId)
        const before = await calendarRow(client, tenantId)
        const after = yearsWith(loadedAfter(before, command, { at: now(), by: '' }))
        const schedule = compileSchedule(readScheduleText(source), { years: plainYears(after) })
        const moved = await foresee(client, tenantId, { version: version + 1, schedule })
        return { version: before.version, before: before.years, after, moved }
      })
    },

    setCalendar(tenantId, command, { expectedVersion, by, idempotencyKey, doer = { ...program, id: by } }) {
      const bodyHash = createHash('sha256').update(canonical({ command, expectedVersion, by })).digest('hex')
      return inTransaction(pool, async (client): Promise<CalendarSet> => {
        await client.query('set local statement_timeout = 0')
        await lockTenant(client, tenantId)
        const pressed = idempotencyKey === null ? null : await pressedBefore(client, tenantId, idempotencyKey)
        if (pressed !== null) {
          return pressed.bodyHash === bodyHash
            ? { ...(pressed.result as { version: number; moved: Moved }), ok: true, replayed: true }
            : { ok: false, kind: 'key-reused' }
        }
        const before = await calendarRow(client, tenantId)
        if (before.version !== expectedVersion) {
          return { ok: false, kind: 'conflict', version: before.version, by: before.setBy, at: before.setAt }
        }
        const at = now()
        const { version } = await addCalendar(client, tenantId, { loaded: loadedAfter(before, command, { at, by }), at, by })
        const { source, timezone } = await latestSchedule(client, tenantId)
        await addSchedule(client, tenantId, { source, timezone, at, by })
        const { moved } = await replan(client, tenantId)
        const result = { version, moved }
        if (idempotencyKey !== null) {
          await client.query('insert into idempotency (tenant_id, key, body_hash, result, made_at) values ($1, $2, $3, $4, $5)', [
            tenantId,
            idempotencyKey,
            `\\x${bodyHash}`,
            JSON.stringify(result),
            at,
          ])
        }
        await writeLine(client, at, { tenantId, kind: 'calendar-set', doer, details: { changes: calendarChange(command) } })
        return { ok: true, ...result, replayed: false }
      })
    },
  }
}

/** The years and by which decree; their days stand in the calendar's own versions. */
const calendarChange = (command: CalendarCommand): JournalChange[] =>
  'load' in command
    ? [{ field: 'yearsLoaded', before: null, after: command.load.map(({ year, source }) => `${year}: ${source}`) }]
    : [{ field: 'yearForgotten', before: null, after: command.forget }]

/** Every loaded year that stands after the command. */
function loadedAfter(before: KeptCalendar, command: CalendarCommand, loaded: NonNullable<KeptYear['loaded']>): KeptYear[] {
  const given = 'load' in command ? command.load.map((year): KeptYear => ({ ...year, loaded })) : []
  const gone = new Set('load' in command ? given.map(({ year }) => year) : [command.forget])
  if ('forget' in command && !loadedOf(before).some(({ year }) => year === command.forget)) throw notLoaded(command.forget)
  return [...loadedOf(before).filter(({ year }) => !gone.has(year)), ...given]
}

function notLoaded(year: number): StorageFault {
  return new StorageFault('not-found', {
    ru: `Календарь ${year} года не загружали: возвращать нечего. Обновите страницу.`,
    en: `The calendar of ${year} was not loaded: there is nothing to give up. Reload the page.`,
  })
}
