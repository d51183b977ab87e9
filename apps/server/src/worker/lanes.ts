import type { RawRow } from '@otklik/storage'

/** How an event ended. `aside`: it waits alone, the rest of its thread goes on. `held`: it waits, and so must what comes after it. */
export type End = 'done' | 'aside' | 'held'

type Placed = Pick<RawRow, 'id' | 'accountId' | 'lane' | 'about'>

/** Rows that must come one after another: of one thread, and of one message, also where one of them was set aside and has no thread. */
function together<Row extends Placed>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Set<Row>>()
  for (const row of rows) {
    const names = [...(row.lane === null ? [] : [`lane ${row.lane}`]), ...(row.about === null ? [] : [`about ${row.about}`])]
    const keys = names.length === 0 ? [row.id] : names.map((name) => `${row.accountId} ${name}`)
    const met = new Set(keys.flatMap((key) => groups.get(key) ?? []))
    const group = new Set([...met].flatMap((each) => [...each]).concat(row))
    for (const member of met) for (const [key, each] of groups) if (each === member) groups.set(key, group)
    for (const key of keys) groups.set(key, group)
  }
  const place = new Map(rows.map((row, index) => [row, index]))
  return [...new Set(groups.values())].map((group) => [...group].toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0)))
}

/**
 * Handles taken events: those of one thread one after another in the order of arrival, different threads beside each other, `atOnce` of them.
 * Behind one that is held its thread stops, behind one set aside only what is said of the same message; these are given back unhandled.
 *
 * @param inTime false when the lease is about to run out: what is left then is somebody else's.
 */
export async function runLanes<Row extends Placed>(
  rows: readonly Row[],
  atOnce: number,
  work: {
    readonly handle: (row: Row) => Promise<End>
    readonly giveBack: (ids: readonly string[]) => Promise<void>
    readonly inTime: () => boolean
  },
): Promise<void> {
  const lanes = together(rows)

  async function runOne(lane: readonly Row[]): Promise<void> {
    const aside = new Set<string>()
    const back: string[] = []
    let held = false
    for (const row of lane) {
      if (!work.inTime()) return
      const waits = held || (row.about !== null && aside.has(row.about))
      const end = waits ? null : await work.handle(row)
      if (end === null) back.push(row.id)
      else if (end === 'held') held = true
      else if (end === 'aside' && row.about !== null) aside.add(row.about)
    }
    if (back.length > 0) await work.giveBack(back)
  }

  let next = 0
  const line = async (): Promise<void> => {
    for (;;) {
      const lane = lanes[next++]
      if (lane === undefined) return
      await runOne(lane)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, line))
}
