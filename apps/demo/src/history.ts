import { type Acting, actingOf, type PersonCommand, type Viewer } from '@otklik/casework'
import { type Actor, type Procedure, procedureOf } from '@otklik/regulations'
import { commandsFor } from '../town/commands.ts'
import { demoMessages, type DemoMessage } from '../town/messages.ts'
import { type DemoReply, repliesUnder } from '../town/replies.ts'
import type { House } from '@otklik/server/house'
import { shippedAct } from '@otklik/server/organisation/shipped-act'
import { viewerIn } from '@otklik/server/organisation/viewers'
import { makeInbox } from '@otklik/server/worker/inbox'
import { makeContexts } from '@otklik/server/worker/contexts'
import { makeSender } from '@otklik/server/worker/sender'
import type { TownClock } from './clock.ts'
import { type SettledTown, unitIdOf } from './settle.ts'
import { Agenda } from './agenda.ts'
import { WorkingPast } from './working-past.ts'
import type { Writer } from './writer.ts'

type Story = {
  readonly message: DemoMessage
  readonly at: number
  readonly drafts: readonly DemoReply[]
  /** How many times slower than usual everything goes. */
  readonly pace: number
  /** Nobody has looked at it yet. */
  readonly fresh: boolean
}

const hour = 60

/** Messages that have drafts, those that are no work for a unit, and a few that still wait; spread over three working days. */
function stories(procedure: Procedure, past: WorkingPast): Story[] {
  const drafts = Map.groupBy(repliesUnder(procedure), ({ to }) => to)
  const answered = demoMessages.filter(({ id }) => drafts.has(id))
  const dismissed = demoMessages.filter(({ treatment }) => treatment.do !== 'route').slice(0, 8)
  const known = new Set([...answered, ...dismissed].map(({ id }) => id))
  const waiting = demoMessages.filter(({ id, follows }) => !known.has(id) && follows === null).slice(0, 14)
  const spread = (list: readonly DemoMessage[], from: number, to: number, fresh = 0): Story[] =>
    list.map((message, index) => ({
      message,
      at: past.before(from + ((to - from) * index) / Math.max(1, list.length - 1)),
      drafts: drafts.get(message.id) ?? [],
      // Every sixth matter drags on: somewhere a term is missed, as in life.
      pace: index % 6 === 4 ? 5 : 1,
      fresh: index >= list.length - fresh,
    }))
  return [...spread(answered, 24 * hour, 0.5 * hour), ...spread(dismissed, 20 * hour, hour), ...spread(waiting, 4 * hour, 0.1 * hour, 6)]
}

/** Whoever takes a step by the act: the curator on duty, or the executor of the unit. */
function takers(curator: Acting, executor: Acting): (by: Actor) => Acting {
  return (by) => (by === 'executor' ? executor : curator)
}

/**
 * Tells the town's last days by the real commands, at the moments when they would have been given: messages come through the pretended
 * network and the inbox, replies leave through the outbox. What lies after now has not happened yet, and so waits on the desk.
 */
export async function tellHistory(
  house: House,
  { town, writer, accountId, act, clock }: { town: SettledTown; writer: Writer; accountId: string; act: string; clock: TownClock },
): Promise<void> {
  const procedure = procedureOf(shippedAct(act))
  const schedule = await house.schedules.of(town.tenantId)
  const past = new WorkingPast(schedule, Date.now())
  const agenda = new Agenda()
  const stop = new AbortController().signal
  const contexts = makeContexts(house, stop, 0)
  // Names that do not come now come when the demo's worker runs.
  const inbox = makeInbox(
    house,
    (arrived) => contexts.wish(arrived),
    () => undefined,
  )
  const sender = makeSender(house, 'history', stop)
  const people = await house.storage.organisation.people(town.tenantId)
  const curators = people.filter(({ roles }) => roles.includes('curator'))
  const viewer = ({ id, ...rest }: (typeof people)[number]): Viewer => viewerIn(house, { ...rest, tenantId: town.tenantId, personId: id })
  const acting = (person: (typeof people)[number]): Acting => actingOf(viewer(person))

  async function give(incidentId: string, command: PersonCommand, who: Acting): Promise<boolean> {
    const card = await house.storage.views.card(head, incidentId)
    if (card === null) throw new Error(`incident ${incidentId} is gone`)
    const input = { tenantId: town.tenantId, incidentId, command, acting: who, expectedVersion: card.row.version, idempotencyKey: null }
    return (await house.storage.command(input)).ok
  }
  const leader = people.find(({ roles }) => roles.includes('head'))
  if (leader === undefined) throw new Error('the demo town has no head')
  const head = viewer(leader)

  async function receive(): Promise<void> {
    const opened = await house.networks.open(accountId)
    if (opened === null) throw new Error('the demo account is not open')
    const { events, cursor } = await opened.connector.pull(opened.row.cursor)
    await house.storage.raw.store(town.tenantId, accountId, events, cursor)
    await inbox()
    // Now, and not after the past is made: on the driven clock the network's rate limits cost no waiting.
    await contexts.ended()
  }

  function tell({ message, at, drafts, pace, fresh }: Story, index: number): void {
    const curator = curators[index % curators.length]
    if (curator === undefined) throw new Error('the demo town has no curator')
    const unit = message.treatment.do === 'route' ? unitIdOf(town, message.treatment.unit) : null
    const executor = people.find(({ roles, unitIds }) => roles.includes('executor') && unit !== null && unitIds.includes(unit)) ?? curator
    const by = takers(acting(curator), acting(executor))
    const confirmed = procedure.requirements.filter(({ check, weight }) => check === 'manual' && weight === 'stop').map(({ id }) => id)
    let moment = at
    let incidentId = ''
    const then = (minutes: number, step: () => Promise<unknown>): void => {
      moment = past.after(moment, minutes * pace)
      agenda.add(moment, step)
    }
    agenda.add(at, async () => {
      const key = writer.write(message)
      await receive()
      incidentId = (await house.storage.views.incidentByKey(town.tenantId, accountId, key)) ?? ''
    })
    if (fresh) return
    for (const command of commandsFor(message, procedure, (key) => unitIdOf(town, key))) {
      then(6 + (index % 4) * 5, () => give(incidentId, command, acting(curator)))
    }
    for (const [round, { kind, text, flaw }] of drafts.entries()) {
      const revision = round + 1
      then(round > 0 ? 25 : 40 + (index % 5) * 25, () =>
        give(incidentId, { type: 'submitDraft', kind, text, attachments: [] }, acting(executor)),
      )
      if (flaw !== null && procedure.sendBack !== null) {
        const remark: PersonCommand = { type: 'sendBack', revision, remarks: [{ text: flaw }] }
        const { sendBack } = procedure
        then(12, () => give(incidentId, remark, by(sendBack.by)))
        continue
      }
      // Where nothing is sent back, a flawed draft is simply written anew.
      if (flaw !== null) continue
      const { approve, publish } = procedure
      if (approve !== null) then(9 + (index % 3) * 6, () => give(incidentId, { type: 'approve', revision, confirmed }, by(approve.by)))
      if (publish.trigger === 'press') then(8, () => give(incidentId, { type: 'publish', revision, confirmed }, by(publish.by)))
      then(0, () => sender())
    }
  }

  for (const [index, story] of stories(procedure, past).entries()) tell(story, index)
  await receive()
  await agenda.run(Date.now(), (moment) => clock.tell(moment))
  clock.release()
  await sender()
}
