import { afterAll } from 'vitest'
import { Descendants } from './descendants.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Seconds of CPU that a test file took: its own process and everything that it started. */
    cpu?: number
  }
}

const descendants = new Descendants()
const looking = setInterval(() => descendants.look(), 1_000)
looking.unref()

// Registered first, so it runs last: what the file started has ended by then.
// oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from this argument; there are none.
afterAll(({}, { file }) => {
  clearInterval(looking)
  const { user, system } = process.cpuUsage()
  file.meta.cpu = (user + system) / 1e6 + descendants.seconds()
})
