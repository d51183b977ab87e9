import type { PersonCommand } from '@otklik/casework'
import type { IncidentCard, QueueQuery } from '@otklik/contract'
import type { CommandInput, CommandResult } from '@otklik/storage'
import { broken } from './broken.ts'
import { choose } from './commands.ts'
import type { SimulatedTown, Somebody } from './town.ts'

/** A key as a browser makes it, from the run's own chance. */
function freshKey({ dice }: SimulatedTown): string {
  return `press-${Math.floor(dice.roll() * 2 ** 40).toString(36)}`
}

async function versionOf({ pool, tenantId }: SimulatedTown, incidentId: string): Promise<number> {
  const { rows } = await pool.query('select version from streams where tenant_id = $1 and stream_id = $2', [tenantId, incidentId])
  return (rows[0] as { version: number }).version
}

const words = (result: CommandResult): string =>
  result.ok ? 'done' : result.kind === 'refused' ? `refused ${result.refusal.refused}` : result.kind

const said = (command: PersonCommand): string => ('revision' in command ? `${command.type} ${command.revision}` : command.type)

type Press = { readonly by: Somebody; readonly card: IncidentCard; readonly command: PersonCommand; readonly key: string | null }

function inputOf(town: SimulatedTown, { by, card, command, key }: Press): CommandInput {
  const { tenantId } = town
  return { tenantId, incidentId: card.row.id, command, acting: by.acting, expectedVersion: card.row.version, idempotencyKey: key }
}

async function press(town: SimulatedTown, node: 0 | 1, one: Press): Promise<CommandResult> {
  const result = await town.houses[node].storage.command(inputOf(town, one))
  town.tale.tell(one.by.login, `${said(one.command)} ${one.card.row.number} → ${words(result)}`)
  return result
}

/** A card that this person opens out of their queue; null where nothing waits. */
async function openCard(town: SimulatedTown, node: 0 | 1, person: Somebody): Promise<IncidentCard | null> {
  const { dice, houses } = town
  const { views } = houses[node].storage
  const wish = dice.oneOf<QueueQuery['view']>(person.roles.includes('executor') ? ['mine'] : ['new', 'mine', 'approval', 'burning', 'all'])
  for (const view of [wish ?? 'all', 'all'] as const) {
    const { rows } = await views.queue(person, { view, limit: 20 })
    // Most take what is most urgent, some what they like.
    const row = dice.happens(0.4) ? rows[0] : dice.oneOf(rows)
    if (row !== undefined) return views.card(person, row.id)
  }
  return null
}

/** Somebody looks at their queue and presses something, perhaps twice, perhaps too late, perhaps together with somebody else. */
export async function personActs(town: SimulatedTown, node: 0 | 1, person: Somebody): Promise<void> {
  const { dice } = town
  const card = await openCard(town, node, person)
  if (card === null) return
  const command = choose(town, card)
  if (command === null) return
  const other = town.people.find(({ login, roles }) => login !== person.login && roles.includes('curator'))
  if (other !== undefined && dice.happens(0.12)) return together(town, { by: person, card, command, key: null }, other)
  const first: Press = { by: person, card, command, key: freshKey(town) }
  const result = await press(town, node, first)
  const { id, version } = card.row
  if (!result.ok) {
    if ((await versionOf(town, id)) !== version) throw broken(`${id} moved although the order was not taken: ${words(result)}`)
    return
  }
  if (dice.happens(0.15)) await pressAgain(town, node, first, result.version)
  if (dice.happens(0.08)) await takeBack(town, node, person, id)
}

/** The browser lost our answer and asks again; then somebody else uses the old page; then a key comes with other words. */
async function pressAgain(town: SimulatedTown, node: 0 | 1, first: Press, version: number): Promise<void> {
  const again = await press(town, node === 0 ? 1 : 0, first)
  if (!again.ok || !again.replayed || again.version !== version)
    throw broken(`the same press was not answered as the first one: ${words(again)}`)
  const moved = version > first.card.row.version
  const stale = await press(town, node, { ...first, key: freshKey(town) })
  if (moved && (stale.ok || stale.kind !== 'conflict')) throw broken(`a command for an old version was taken: ${words(stale)}`)
  const mixed = await press(town, node, { ...first, command: { type: 'setTerm', norm: 'route', term: '+3wh', reason: 'другое' } })
  if (mixed.ok || mixed.kind !== 'key-reused') throw broken(`a key was used for two commands: ${words(mixed)}`)
}

/** Two people press on the same version at the same moment, on two computers. */
async function together(town: SimulatedTown, mine: Press, other: Somebody): Promise<void> {
  const { storage } = town.houses[1]
  const theirs = await storage.views.card(other, mine.card.row.id)
  if (theirs === null || theirs.row.version !== mine.card.row.version) return
  const command = choose(town, theirs)
  if (command === null) return
  const both = await Promise.all([
    press(town, 0, { ...mine, key: freshKey(town) }),
    press(town, 1, { by: other, card: theirs, command, key: freshKey(town) }),
  ])
  const taken = both.filter((one) => one.ok && one.version > theirs.row.version)
  if (taken.length > 1) throw broken(`two commands for one version were taken: ${both.map(words).join(', ')}`)
}

/** Within the ten seconds, or too late. */
async function takeBack(town: SimulatedTown, node: 0 | 1, by: Somebody, incidentId: string): Promise<void> {
  town.clocks.pass(town.dice.between(0, 15_000))
  const card = await town.houses[node].storage.views.card(by, incidentId)
  if (card === null || card.undo === null) return
  await press(town, node, { by, card, command: { type: 'undo', version: card.undo.version }, key: null })
}
