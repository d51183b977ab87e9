import type { Viewer } from '@otklik/casework'
import type { Change, Watched } from '@otklik/storage'
import type { House } from '../house.ts'
import { viewerIn } from '../organisation/viewers.ts'
import { eventText, type Listening, peopleOf } from './listener.ts'
import { sightOf } from './sight.ts'

/** How long changes are gathered, so that each row is read once: briefly after a quiet second, longer while much happens. */
const quickMs = 80
const busyMs = 400
const quietMs = 1_000
/** So many rows are sent one by one to all streams together in one go; where it would be more, each stream is told to look again. */
const mostWords = 2_000
const mostRows = 60
const leastRows = 5

/** How many changed rows of one organisation are still told row by row to so many streams. */
export const rowsTold = (streams: number): number => Math.max(leastRows, Math.min(mostRows, Math.floor(mostWords / Math.max(1, streams))))

/**
 * Gathers what changed and tells it to whoever may see it: one look at the people's rights and one at the rows, however many streams are
 * open, by a connection of their own and one after another.
 */
export class Gathering {
  readonly #house: Pick<House, 'storage' | 'log' | 'roles' | 'now'>
  readonly #streams: () => Iterable<Listening>
  /** By organisation, the changed incidents with their newest positions. */
  #waiting = new Map<string, Map<string, number>>()
  #timer: NodeJS.Timeout | null = null
  #telling = false
  #toldAt = Number.NEGATIVE_INFINITY
  #stopped = false

  constructor(house: Pick<House, 'storage' | 'log' | 'roles' | 'now'>, streams: () => Iterable<Listening>) {
    this.#house = house
    this.#streams = streams
  }

  changed({ tenantId, streamId, position }: Change): void {
    const changes = this.#waiting.get(tenantId) ?? new Map<string, number>()
    this.#waiting.set(tenantId, changes.set(streamId, position))
    this.#soon()
  }

  /** Asks the database for nothing more: it is about to be closed. */
  stop(): void {
    this.#stopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #soon(): void {
    if (this.#stopped || this.#timer !== null || this.#telling || this.#waiting.size === 0) return
    const busy = performance.now() - this.#toldAt < quietMs
    this.#timer = setTimeout(() => void this.#tell(), busy ? busyMs : quickMs).unref()
  }

  async #tell(): Promise<void> {
    this.#timer = null
    this.#telling = true
    const waiting = this.#waiting
    this.#waiting = new Map()
    for (const [tenantId, changes] of waiting) await this.#tellOne(tenantId, changes)
    this.#toldAt = performance.now()
    this.#telling = false
    this.#soon()
  }

  async #tellOne(tenantId: string, changes: ReadonlyMap<string, number>): Promise<void> {
    const streams = [...this.#streams()].filter(({ listener }) => listener.person.tenantId === tenantId)
    if (streams.length === 0) return
    if (changes.size > rowsTold(streams.length)) {
      for (const stream of streams) stream.again()
      return
    }
    const { watching } = this.#house.storage
    try {
      // Today's rights, not those of the day the stream was opened.
      const members = await watching.members(peopleOf(streams))
      if (this.#stopped) return
      const people = new Map(members.map((member) => [member.personId, viewerIn(this.#house, member)]))
      const rows = await watching.rows([...people.values()], [...changes.keys()])
      // In the order in which they changed.
      const byId = new Map(rows.map((row) => [row.row.id, row]))
      const words = new Words(
        [...changes.keys()].flatMap((id) => byId.get(id) ?? []),
        changes,
      )
      for (const stream of streams) {
        const viewer = people.get(stream.listener.person.personId)
        if (viewer !== undefined) tellStream(stream, viewer, words)
      }
    } catch (error) {
      if (this.#stopped) return
      this.#house.log('stream.failed', { error })
      for (const stream of streams) stream.again()
    }
  }
}

function tellStream(stream: Listening, viewer: Viewer, words: Words): void {
  const sight = sightOf(viewer)
  const { text, lost } = words.for(viewer.personId)
  if (text !== null) stream.tell(text)
  // A row that left a person's sight is not told by name: the list is asked anew.
  if (lost || sight !== stream.sight) stream.again()
  stream.sight = sight
}

/** What is said of changed rows; those who see the same are sent the same bytes, written once. */
class Words {
  readonly #rows: readonly Watched[]
  readonly #positions: ReadonlyMap<string, number>
  readonly #texts = new Map<string, string>()
  readonly #joined = new Map<string, Buffer | null>()

  constructor(rows: readonly Watched[], positions: ReadonlyMap<string, number>) {
    this.#rows = rows
    this.#positions = positions
  }

  for(personId: string): { readonly text: Buffer | null; readonly lost: boolean } {
    const lost = this.#rows.some(({ lostBy }) => lostBy.has(personId))
    // A sign for each row: not seen, seen as read, seen as unread.
    const signs = this.#rows.map(({ seenBy }) => {
      const seen = seenBy.get(personId)
      return seen === undefined ? '-' : seen.read ? 'r' : 'u'
    })
    const key = signs.join('')
    let text = this.#joined.get(key)
    if (text === undefined) {
      const all = this.#rows.map((watched, n) => (signs[n] === '-' ? '' : this.#text(watched, signs[n] === 'u'))).join('')
      text = all === '' ? null : Buffer.from(all)
      this.#joined.set(key, text)
    }
    return { text, lost }
  }

  #text({ row }: Watched, unread: boolean): string {
    const key = `${row.id} ${unread}`
    const text = this.#texts.get(key) ?? eventText({ type: 'incident', row: { ...row, unread } }, this.#positions.get(row.id) ?? null)
    this.#texts.set(key, text)
    return text
  }
}
