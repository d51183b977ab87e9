import type { Directory, QueueRow } from '@otklik/contract'

export type DirectoryUnit = Directory['units'][number]

/** Units that a message can be routed to: first the one that has it or had it last, then the rest as they come. */
export function unitsToRoute(units: readonly DirectoryUnit[], row: Pick<QueueRow, 'holders'>) {
  const open = units.filter((unit) => unit.executes && unit.active)
  const own = open.find(({ id }) => id === row.holders.at(-1)?.id)
  return { own, others: open.filter((unit) => unit !== own) }
}

/** Whether nobody would see what is routed there: no active person belongs to the unit. */
export const isDeserted = (unit: DirectoryUnit, { people }: Pick<Directory, 'people'>): boolean =>
  !people.some((one) => one.active && one.unitIds.includes(unit.id))
