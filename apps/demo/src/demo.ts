import { join } from 'node:path'
import { procedureOf } from '@otklik/regulations'
import { makeDirectory } from '@otklik/storage'
import type { Config } from '@otklik/server/config'
import { openHouse } from '@otklik/server/open-house'
import { shippedAct } from '@otklik/server/organisation/shipped-act'
import { refuseTakenPort, serve } from '@otklik/server/serve'
import { demoTown } from '../town/town.ts'
import { letCitizensWrite } from './citizens.ts'
import { TownClock } from './clock.ts'
import { type Community, connectAccount, openCommunity } from './community.ts'
import { guideFor } from './guide.ts'
import { tellHistory } from './history.ts'
import type { Letter } from './letter.ts'
import { newDemoPassword } from './password.ts'
import { findTown, foundTown, renewPasswords, workWholeDay } from './settle.ts'
import { type DemoState, readState, writeState } from './state.ts'
import { Writer } from './writer.ts'

export type DemoWish = { readonly act: string; readonly aroundTheClock: boolean }
export type RunningDemo = { readonly letter: Letter; stop(): Promise<void> }

const saveMs = 2_000

/** Each act has a town of its own beside the others: `--act` of another day finds its own data again. */
export function demoConfig(config: Config, act: string, communityUrl: string | null): Config {
  const sites = communityUrl === null ? {} : { [demoTown.page.network]: communityUrl }
  const directory = join(config.directory, act)
  return {
    ...config,
    directory,
    location: config.location.kind === 'server' ? config.location : { kind: 'embedded', directory: join(directory, 'database') },
    filesDirectory: join(directory, 'files'),
    witnessFile: join(directory, 'anchors.log'),
    networks: { ...config.networks, sites, allowLoopback: true },
  }
}

/** What was opened so far, closed in the opposite order: a demo that fails or is stopped half-way leaves nothing running. */
class Opened {
  readonly #closers: (() => Promise<unknown>)[] = []
  #closed: Promise<void> | null = null

  /** What is opened when all the rest is closed already is closed at once. */
  add(close: () => Promise<unknown>): void {
    if (this.#closed === null) this.#closers.push(close)
    else this.#closed = this.#closed.then(async () => void (await close()))
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    const faults: unknown[] = []
    for (const close of this.#closers.toReversed()) await close().catch((error: unknown) => faults.push(error))
    if (faults.length > 0) throw faults[0]
  }
}

/**
 * The demo town: a simulated network, people, a past, and citizens who go on writing. `tell` says what takes time.
 * @returns null where `signal` aborted before the town was ready
 * @throws ConfigError at once where the port is taken; whatever is thrown, nothing is left running
 */
export async function startDemo(
  given: Config,
  wish: DemoWish,
  tell: (step: 'founding' | 'history') => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<RunningDemo | null> {
  await refuseTakenPort(given)
  if (signal.aborted) return null
  const opened = new Opened()
  const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))
  const building = build(given, wish, tell, opened)
  try {
    const running = await Promise.race([building, stopped])
    if (running !== null) return running
    // What it was doing has lost the ground under its feet, and may never come to an end.
    building.catch(() => {})
    await opened.close()
    return null
  } catch (error) {
    await opened.close().catch(() => undefined)
    throw error
  }
}

async function build(given: Config, wish: DemoWish, tell: (step: 'founding' | 'history') => void, opened: Opened): Promise<RunningDemo> {
  const clock = new TownClock()
  const directory = join(given.directory, wish.act)
  makeDirectory(directory)
  const file = join(directory, 'demo.json')
  const before = readState(file)
  let state: DemoState = before ?? { password: newDemoPassword(), sandboxPort: 0, written: [], posts: [], comments: [] }
  const community: Community = await openCommunity(state, shippedAct(wish.act).timezone, clock.now)
  const { page } = community
  opened.add(() => page.close())
  const config = demoConfig(given, wish.act, page.url)
  const writer = new Writer(community, state.written)
  const save = (): void => {
    const posts = page.posts().map(({ id, text, at }) => ({ id, text, at }))
    const comments = page.comments()
    state = { ...state, sandboxPort: Number(new URL(page.url).port), posts, comments, written: writer.written() }
    writeState(file, state)
  }
  tell('founding')
  const opening = openHouse(config, clock.now, { mayMigrate: true, networkClock: clock })
  // A house that is still being opened is closed once it stands: its PostgreSQL may be starting.
  opened.add(() =>
    opening.then(
      (house) => house.close(),
      () => undefined,
    ),
  )
  const house = await opening
  const known = await findTown(house, wish.act)
  const town = known ?? (await foundTown(house, wish.act, state.password, wish.aroundTheClock))
  if (known !== null && wish.aroundTheClock) await workWholeDay(house, town.tenantId, wish.act)
  if (known !== null && before === null) await renewPasswords(house, town.tenantId, state.password)
  save()
  opened.add(async () => save())
  const accountId = await connectAccount(house, town.tenantId, page)
  if (known === null) {
    tell('history')
    await tellHistory(house, { town, writer, accountId, act: wish.act, clock })
    save()
  }

  const act = shippedAct(wish.act)
  const hours = await house.schedules.of(town.tenantId)
  const now = clock.now()
  const resting = hours.stretches(now, now + 1).length === 0
  const letter = { community: page.url, password: state.password, act: act.title, procedure: procedureOf(act), resting }
  const running = await serve(house, config, 'all', guideFor(letter, config))
  opened.add(() => running.stop())
  const leaving = new AbortController()
  const saving = setInterval(() => save(), saveMs)
  const writing = letCitizensWrite(writer, config.demoMessages, leaving.signal, house.log)
  opened.add(() => {
    leaving.abort()
    clearInterval(saving)
    return writing
  })
  return { letter: { ...letter, url: running.url ?? '' }, stop: () => opened.close() }
}
