import { randomInt } from 'node:crypto'
import { type SimulatedPage, simulators } from '@otklik/sandbox'
import { dueMoment, parseTerm } from '@otklik/worktime'
import { demoMessages } from '../town/messages.ts'
import { demoPosts, type PostKey, postText } from '../town/posts.ts'
import { demoTown } from '../town/town.ts'
import type { House } from '@otklik/server/house'
import { officeHours } from '@otklik/server/organisation/office-hours'
import { readSchedule } from '@otklik/server/organisation/schedules'
import type { DemoState } from './state.ts'

const firstAuthor = 1_001

/** Citizens have the same numbers in every run, so that a stopped community knows its people again. */
const authors = new Map([...new Set(demoMessages.map(({ author }) => author))].map((name, index) => [name, firstAuthor + index]))

export type Community = { readonly page: SimulatedPage; readonly posts: ReadonlyMap<PostKey, number> }

/** When a post came out, in office hours; the latest `0` before the first story of the town's past, for nobody comments on what is not there yet. */
function postedAt(timezone: string, latest: number, now: number): number {
  return dueMoment(readSchedule(officeHours(timezone)), now, parseTerm(`-${25 + latest * 3}wh`))
}

/** Starts the simulated network with the town's page; on the port of the last run where it is free, so that old links work. */
export async function openCommunity(state: DemoState, timezone: string, now: () => number): Promise<Community> {
  const keys = Object.keys(demoPosts) as PostKey[]
  const fresh = keys.map((key, index) => ({ id: index + 1, text: postText(key), at: postedAt(timezone, keys.length - 1 - index, now()) }))
  const options = {
    // Another chance in each run: the numbers of events must not come twice, or the second would be taken for a redelivery.
    seed: randomInt(2 ** 31),
    clock: { now },
    ownId: demoTown.page.ownId,
    name: demoTown.community,
    // The community's clock is the town's, as on the desk.
    timezone,
    posts: state.posts.length > 0 ? state.posts : fresh,
    comments: state.comments,
    people: [...authors].map(([name, id]) => ({ id, name })),
    firstId: 1_000,
    // The desk goes on from where the last run stood. This network remembers none of those events and says so; the desk reads from the wall what it missed.
    firstEvent: now(),
    // A stopped demo may take up a reply of last week.
    memoryMs: 30 * 24 * 60 * 60_000,
  }
  const simulator = simulators.find(({ network }) => network === demoTown.page.network)
  if (simulator === undefined) throw new Error(`no simulator of ${demoTown.page.network}`)
  const page = await simulator.open({ ...options, port: state.sandboxPort }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return simulator.open(options)
  })
  return { page, posts: new Map(keys.map((key, index) => [key, index + 1])) }
}

/** Connects the town to its page through the real connector; anew at each start, for the port may have changed. */
export async function connectAccount(
  { storage: { accounts }, networks }: House,
  tenantId: string,
  { account: { secrets, ...place } }: SimulatedPage,
): Promise<string> {
  const known = (await accounts.list(tenantId))[0]
  const home = networks.byId(place.network)?.account.home(place.fields) ?? ''
  const account = { ...place, home, name: demoTown.community, receive: 'poll', active: true } as const
  return accounts.save(tenantId, known?.id ?? null, account, secrets)
}

/** The number that a citizen has in the pretended network; unknown names get one when they first write. */
export const authorId = (name: string): number | undefined => authors.get(name)
