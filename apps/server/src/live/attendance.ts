import { isAway } from '@otklik/storage'
import type { House } from '../house.ts'
import { viewerIn } from '../organisation/viewers.ts'
import { type Listening, peopleOf } from './listener.ts'
import { sightOf } from './sight.ts'

/** Sessions looked up at once. */
const atOnce = 4
/** So many looks in a row may fail for a reason that does not pass; while the database is away nothing can be told, and the streams outlive it. */
const mostFailures = 4

/** Looks whether those who listen are still signed in: once for each session and once for all rights, however many streams are open. */
export class Attendance {
  readonly #house: Pick<House, 'storage' | 'signIn' | 'clock' | 'log' | 'roles' | 'now'>
  readonly #failures = new Map<Listening, number>()

  constructor(house: Pick<House, 'storage' | 'signIn' | 'clock' | 'log' | 'roles' | 'now'>) {
    this.#house = house
  }

  /** Ends the streams of those who are not; tells those whose rights have changed to look again. */
  async look(streams: readonly Listening[]): Promise<void> {
    // By a wrong clock every session would have run out.
    if (!(await this.#house.clock.right().catch(() => true))) return
    const bySession = Map.groupBy(streams, ({ listener }) => `${listener.person.userId} ${listener.cookie}`)
    const sessions = [...bySession.values()]
    const line = async (): Promise<void> => {
      for (let same = sessions.pop(); same !== undefined; same = sessions.pop()) await this.#session(same)
    }
    await Promise.all(Array.from({ length: atOnce }, line))
    await this.#rights(streams.filter(({ closed }) => !closed))
    for (const stream of this.#failures.keys()) if (stream.closed) this.#failures.delete(stream)
  }

  async #session(same: readonly Listening[]): Promise<void> {
    const [first] = same
    if (first === undefined) return
    try {
      const session = await this.#house.signIn.session(first.listener.cookie, false)
      for (const stream of same) {
        this.#failures.delete(stream)
        if (session?.userId !== stream.listener.person.userId) stream.listener.close('signed-out')
      }
    } catch (error) {
      this.#failed(same, error)
    }
  }

  async #rights(streams: readonly Listening[]): Promise<void> {
    try {
      const members = await this.#house.storage.watching.members(peopleOf(streams))
      const people = new Map(members.map((member) => [member.personId, viewerIn(this.#house, member)]))
      for (const stream of streams) {
        const viewer = people.get(stream.listener.person.personId)
        if (viewer === undefined) stream.listener.close('signed-out')
        else if (sightOf(viewer) !== stream.sight) {
          stream.sight = sightOf(viewer)
          stream.again()
        }
      }
    } catch (error) {
      this.#failed(streams, error)
    }
  }

  #failed(streams: readonly Listening[], error: unknown): void {
    this.#house.log('stream.failed', { error })
    if (isAway(error)) return
    for (const stream of streams) {
      const failures = (this.#failures.get(stream) ?? 0) + 1
      this.#failures.set(stream, failures)
      if (failures > mostFailures) stream.listener.end()
    }
  }
}
