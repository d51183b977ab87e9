import { readdirSync, readFileSync } from 'node:fs'

const TICKS_A_SECOND = 100

type Process = { readonly id: string; readonly pid: number; readonly parent: number; readonly own: number; readonly ofChildren: number }

/** A process as /proc says it, its times in seconds of CPU; null when it is gone. */
function read(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may hold spaces: the fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const field = (place: number): number => Number(fields[place])
    const seconds = (one: number, two: number): number => (field(one) + field(two)) / TICKS_A_SECOND
    // A number is given to another process later: number and start together name one.
    return { id: `${pid} ${field(19)}`, pid: Number(pid), parent: field(1), own: seconds(11, 12), ofChildren: seconds(13, 14) }
  } catch {
    return null
  }
}

/**
 * Counts the CPU of everything that this process starts: children, and theirs, as a browser has. What a process leaves to its parent is
 * only known when the parent waits for it, and a browser's parts are not waited for: so all are looked at from time to time as well, and
 * the greater of both counts holds. Less than the truth by what happens between the last look and a process's end; 0 without /proc.
 */
export class Descendants {
  readonly #seen = new Map<string, number>()

  /** Looks at every process that descends from this one, or did when it was seen before. */
  look(): void {
    const all = processes()
    const ours = new Set([process.pid])
    // Parents first: a child's number is not always the greater one, so until nothing is added.
    for (let before = 0; before !== ours.size; ) {
      before = ours.size
      for (const { pid, parent, id } of all) if (ours.has(parent) || this.#seen.has(id)) ours.add(pid)
    }
    for (const { pid, id, own } of all) if (pid !== process.pid && ours.has(pid)) this.#seen.set(id, own)
  }

  /** Seconds of CPU so far. */
  seconds(): number {
    let seen = 0
    for (const own of this.#seen.values()) seen += own
    return Math.max(seen, read(String(process.pid))?.ofChildren ?? 0)
  }
}

function processes(): Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(read)
      .filter((one) => one !== null)
  } catch {
    return []
  }
}
