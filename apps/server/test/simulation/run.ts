import { citizenActs } from './citizens.ts'
import { day, hour, minute } from './clocks.ts'
import { weatherChanges } from './faults.ts'
import { holdsInTheEvening, holdsNow } from './invariants.ts'
import { personActs } from './people.ts'
import { actChanges, scheduleChanges, unitChanges } from './rules.ts'
import { openSimulatedTown, type Setting, type SimulatedTown } from './town.ts'
import { askForNames, delivered, leasesRunOut, publishNext, receive, ring, takeIn } from './workers.ts'

type Step = (town: SimulatedTown, node: 0 | 1) => Promise<void> | void

const steps: readonly (readonly [weight: number, step: Step])[] = [
  [18, citizenActs],
  [10, arrives],
  [50, somebodyActs],
  [12, sends],
  [1.5, (town, node) => takeIn(town, node, true)],
  [5, senderDies],
  [2, ring],
  [0.8, scheduleChanges],
  [0.4, actChanges],
  [0.5, unitChanges],
  [2, clockGoesWrong],
  [0.3, daysPass],
]

async function arrives(town: SimulatedTown, node: 0 | 1): Promise<void> {
  if (town.setting.receive === 'poll') await receive(town, node)
  else await delivered(town)
  await takeIn(town, node)
}

async function somebodyActs(town: SimulatedTown, node: 0 | 1): Promise<void> {
  for (const person of town.people) if (town.dice.happens(0.7)) await personActs(town, node, person)
}

async function sends(town: SimulatedTown, node: 0 | 1): Promise<void> {
  if (town.dice.happens(0.8)) await leasesRunOut(town)
  for (let left = town.dice.whole(1, 4); left > 0 && (await publishNext(town, node)); left -= 1);
}

async function senderDies(town: SimulatedTown, node: 0 | 1): Promise<void> {
  await leasesRunOut(town)
  await publishNext(town, node, town.dice.happens(0.3) ? 'before' : 'after')
}

/** A computer's clock jumps: ahead by minutes or hours, or back; after a while somebody sets it right. */
function clockGoesWrong({ dice, clocks, tale }: SimulatedTown, node: 0 | 1): void {
  const wrong = dice.happens(0.5) ? 0 : dice.whole(-6 * 60, 3 * 60) * minute
  clocks.setWrong(node, wrong)
  tale.tell('clock', wrong === 0 ? `of computer ${node + 1} is right` : `of computer ${node + 1} is wrong by ${wrong / minute} minutes`)
}

/** Nobody is there: a long weekend, a power cut. */
function daysPass({ dice, clocks, tale }: SimulatedTown): void {
  const days = dice.whole(1, 3)
  clocks.pass(days * day)
  tale.tell('clock', `${days} days pass`)
}

/** The workers alone, with a network that works: until nothing waits, or for the evening. */
async function evening(town: SimulatedTown, rounds: number): Promise<void> {
  const { storage } = town.houses[0]
  town.sandbox.faults.clear()
  for (const node of [0, 1] as const) town.clocks.setWrong(node, 0)
  // An event that waits for another to overtake it goes out behind this one.
  town.sandbox.post(`Доброй ночи, ${town.tale.told}`)
  for (let round = 0; round < rounds; round += 1) {
    await arrives(town, 0)
    await askForNames(town, 0)
    await leasesRunOut(town)
    while (await publishNext(town, 0));
    await ring(town, 0)
    const { waiting, rawWaiting } = await storage.backlog()
    if (round > 3 && waiting + rawWaiting === 0) return
    town.clocks.pass(round < 12 ? 6 * minute : 3 * hour)
  }
}

/** Curators look at what nobody knows, so that the last evening leaves nothing open. */
async function lookAtUncertain(town: SimulatedTown): Promise<void> {
  const { storage } = town.houses[0]
  const [curator] = town.people
  if (curator === undefined) return
  const { rows } = await storage.views.queue(curator, { view: 'all', status: 'uncertain', limit: 200 })
  for (const { id, version } of rows) {
    const card = await storage.views.card(curator, id)
    const publication = card?.publications.find(({ state }) => state === 'uncertain')
    if (publication === undefined) continue
    const ref = town.sandbox.ledger().find(({ guid }) => guid === publication.id)?.key ?? null
    const command = { type: 'resolvePublication', publicationId: publication.id, ref, url: ref } as const
    await storage.command({
      tenantId: town.tenantId,
      incidentId: id,
      command,
      acting: curator.acting,
      expectedVersion: version,
      idempotencyKey: null,
    })
    town.tale.tell(curator.login, `looks in VK for the reply to ${card?.row.number}: ${ref ?? 'not there'}`)
  }
}

/**
 * Lives so many working days in a town and throws, with the seed and the last steps, when a promise of the product is broken.
 * @returns what happened, for the report of a long run.
 */
export async function simulate(
  setting: Setting,
  days: number,
  stepsADay: number,
): Promise<{ steps: number; comments: number; replies: number }> {
  const town = await openSimulatedTown(setting)
  const { dice, clocks, sandbox, tale } = town
  const chanceOfSystem = Math.random
  // The product's own chance (how long a sender waits) repeats with the seed as well.
  Math.random = dice.roll
  let lived = 0
  let morning = clocks.moment
  try {
    // A community that nobody has polled yet remembers nothing for the first poll.
    if (setting.receive === 'poll') await receive(town, 0)
    for (let today = 0; today < days; today += 1) {
      weatherChanges(town)
      for (let count = 0; count < stepsADay; count += 1) {
        clocks.pass(dice.roll() ** 2 * 50 * minute)
        await dice.weighed(steps)(town, dice.happens(0.7) ? 0 : 1)
        await holdsNow(town)
        lived += 1
      }
      await evening(town, 12)
      await holdsInTheEvening(town, false)
      // After the first day nobody works for four: over the New Year, over the change to summer time, over the days of May.
      morning += today === 0 ? 5 * day : day
      clocks.pass(Math.max(hour, morning - clocks.moment))
    }
    await evening(town, 40)
    await lookAtUncertain(town)
    await holdsInTheEvening(town, true)
    return { steps: lived, comments: sandbox.comments().length, replies: sandbox.ledger().length }
  } catch (error) {
    const replay = `OTKLIK_SEED=${setting.seed} OTKLIK_SIMULATION_DAYS=${days}`
    const reason = `${setting.act}, seed ${setting.seed}: ${error instanceof Error ? error.message : String(error)}`
    const whole = tale.keep(`${setting.act}-${setting.seed}`, reason, replay)
    throw new Error(`${reason}\nThe last steps (again: ${replay}; all ${tale.told} of them: ${whole}):\n${tale.ending()}`, { cause: error })
  } finally {
    Math.random = chanceOfSystem
    await town.close()
  }
}
