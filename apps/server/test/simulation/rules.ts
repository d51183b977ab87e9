import { shippedRegulations } from '@otklik/regulations/shipped'
import { formatMoment } from '@otklik/worktime'
import { readSchedule } from '../../src/organisation/schedules.ts'
import { day } from './clocks.ts'
import type { SimulatedTown } from './town.ts'

/** An administrator excepts a coming day: off, or with hours of its own; or takes an earlier exception back. */
export async function scheduleChanges(town: SimulatedTown): Promise<void> {
  const { dice, schedule, clocks, houses, tenantId, tale } = town
  const { timezone } = readSchedule(schedule.source)
  const date = formatMoment(timezone, clocks.moment + dice.whole(0, 4) * day).slice(0, 10)
  if (schedule.exceptions.has(date) && dice.happens(0.7)) schedule.exceptions.delete(date)
  else schedule.exceptions.set(date, dice.happens(0.5) ? 'off' : '["10:00-15:00"]')
  const lines = [...schedule.exceptions].map(([each, hours]) => `  "${each}": ${hours}`)
  const source = schedule.source.replace(
    /exceptions:[\s\S]*$/,
    lines.length === 0 ? 'exceptions: {}\n' : `exceptions:\n${lines.join('\n')}\n`,
  )
  town.schedule = { ...schedule, source }
  const { replanned } = await houses[0].storage.organisation.setSchedule(tenantId, source, 'admin')
  tale.use(readSchedule(source))
  tale.tell('admin', `changes the hours of ${date} (${schedule.exceptions.get(date) ?? 'usual'}); ${replanned} terms are planned anew`)
}

/** Another act is in force for messages that come from now on; those in work keep theirs. */
export async function actChanges(town: SimulatedTown): Promise<void> {
  const { dice, houses, tenantId, tale } = town
  const act = dice.oneOf(shippedRegulations())
  if (act === undefined) return
  await houses[0].storage.organisation.setRegulation(tenantId, act.id, 'admin')
  tale.tell('admin', `puts ${act.id} in force`)
}

/** A unit is closed, or opened again; what it has in work stays with it. */
export async function unitChanges(town: SimulatedTown): Promise<void> {
  const { dice, units, houses, tenantId, tale } = town
  const unit = dice.oneOf(units)
  if (unit === undefined) return
  unit.active = !unit.active
  const { id, name, short, active } = unit
  await houses[0].storage.organisation.saveUnit(tenantId, id, { name, short, parentId: null, executes: true, active })
  tale.tell('admin', `${active ? 'opens' : 'closes'} ${short}`)
}
