import type { ActFailure } from '@otklik/record'
import type { PersonCommand } from '@otklik/casework'
import type { IncidentCard } from '@otklik/contract'
import type { CommandResult } from '@otklik/storage'
import { formatMoment, parseMoment } from '@otklik/worktime'
import type { Player, Stage } from './scenario-stage.ts'
import { type Line, parts, type Scenario, ScenarioFault } from './scenario-text.ts'

/** What became of the messages that a text calls 1, 2, 3. */
type Cast = { readonly incidents: Map<string, string>; replies: number; now: string; refused: string | null; about: string }

const quoted = /^(?<of>\d+) «(?<text>.+)»$/
const plain = /^(?<of>\d+)$/

/** Plays a scenario line by line. @throws ScenarioFault at the first line that does not come true, with what came instead */
export async function play(file: string, scenario: Scenario, stage: Stage): Promise<void> {
  const cast: Cast = { incidents: new Map(), replies: 0, now: '', refused: null, about: '' }
  let year = scenario.year
  for (const [index, line] of scenario.lines.entries()) {
    const next = scenario.lines[index + 1]
    try {
      if (line.at === null) {
        await expectation(stage, cast, line, year)
        continue
      }
      const [date = '', time = ''] = line.at.split(' ')
      const [day = '', month = ''] = date.split('.')
      if (cast.now !== '' && month < cast.now.slice(5, 7)) year += 1
      cast.now = `${year}-${month}-${day}T${time}`
      stage.setClock(momentOf(stage, cast.now))
      cast.refused = null
      await happens(stage, cast, line)
      if (cast.refused !== null && next?.verb !== 'refused') throw new Error(`was refused: ${String(cast.refused)}`)
    } catch (error) {
      throw new ScenarioFault(file, line.number, error instanceof Error ? error.message : String(error))
    }
  }
}

/** The moment of a wall clock's time; the acts' zones have no summer time, so the day's offset is the time's. */
function momentOf({ timezone }: Stage, wall: string): number {
  const offset = formatMoment(timezone, parseMoment(`${wall}:00Z`)).slice(-6)
  return parseMoment(`${wall}:00${offset}`)
}

/** `27.12 16:30` by the stage's wall clock, without the year that a reader knows. */
function wallOf({ timezone }: Stage, moment: number): string {
  const [, month, day, time] = /^\d+-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(formatMoment(timezone, moment)) ?? []
  return `${day}.${month} ${time}`
}

function incidentOf(cast: Cast, name: string | undefined): string {
  const id = cast.incidents.get(name ?? '')
  if (id === undefined || name === undefined) throw new Error(`there is no message ${name} yet`)
  cast.about = name
  return id
}

async function cardOf(stage: Stage, name: string, cast: Cast): Promise<IncidentCard> {
  const card = await stage.storage.views.card(playerOf(stage, 'curator'), incidentOf(cast, name))
  if (card === null) throw new Error(`nobody sees message ${name}`)
  return card
}

function playerOf({ players }: Stage, who: string): Player {
  const player = players.get(who)
  if (player === undefined) throw new Error(`nobody is called «${who}»; there are: ${[...players.keys()].join(', ')}`)
  return player
}

async function happens(stage: Stage, cast: Cast, line: Line): Promise<void> {
  if (line.who !== 'vk') return acts(stage, cast, line, playerOf(stage, line.who))
  const { storage, tenantId } = stage
  switch (line.verb) {
    case 'message':
    case 'answer':
      return arrives(stage, cast, line)
    case 'edits':
    case 'deletes': {
      const { of, text = '' } = line.verb === 'edits' ? parts(line, quoted, '1 «…»') : parts(line, plain, '1')
      const incidentId = incidentOf(cast, of)
      const key = `-100_1_${of ?? ''}`
      const command =
        line.verb === 'edits' ? ({ type: 'recordMessageEdited', key, text } as const) : ({ type: 'recordMessageDeleted', key } as const)
      heard(
        cast,
        await storage.command({ tenantId, incidentId, command, acting: { kind: 'system' }, expectedVersion: null, idempotencyKey: null }),
      )
      return
    }
    default:
      return settles(stage, cast, line)
  }
}

async function arrives({ storage, tenantId, accountId }: Stage, cast: Cast, line: Line): Promise<void> {
  const { of = '', text = '' } = parts(line, quoted, '1 «…»')
  const answered = line.verb === 'answer' ? `-100_1_${of}` : null
  const key = answered === null ? `-100_1_${of}` : `-100_1_${of}_answer_${line.number}`
  const arrived = await storage.arrive({
    tenantId,
    place: {
      network: 'vk',
      delivery: 'network',
      accountId,
      key,
      url: `https://vk.com/wall${key}`,
      target: { owner: -100, post: 1, comment: Number(of), thread: 0 },
    },
    text,
    attachments: [],
    writtenAt: Date.UTC(2020, 0, 1),
    author: { key: `author-${of}`, name: 'Мария', url: null },
    track: 'social',
    inReplyToKey: answered,
    threadKey: answered,
    idempotencyKey: null,
  })
  const wanted = answered === null ? 'opened' : 'answer'
  if (arrived.outcome !== wanted) throw new Error(`the message came in as «${arrived.outcome}», not as «${wanted}»`)
  if (arrived.outcome === 'opened') cast.incidents.set(of, arrived.incidentId)
  cast.about = of
}

/** VK takes the reply that waits in the outbox, or refuses it with a reason. */
async function settles({ storage }: Stage, cast: Cast, line: Line): Promise<void> {
  const { of, reason } = line.verb === 'takes' ? parts(line, plain, '1') : parts(line, /^(?<of>\d+) (?<reason>\w+)$/, '1 closed')
  const taken = await storage.outbox.take('stage', 60_000)
  if (taken === null || taken.stream.id !== incidentOf(cast, of)) throw new Error('no such reply waits to be sent')
  cast.replies += 1
  const ref = `-100_1_9${cast.replies}`
  await storage.outbox.finish(
    taken,
    'stage',
    reason === undefined
      ? { type: 'done', ref, url: `https://vk.com/wall${ref}`, evidence: 'network' }
      : { type: 'failed', reason: reason as ActFailure, detail: 'отказ сети' },
  )
}

async function acts(stage: Stage, cast: Cast, line: Line, player: Player): Promise<void> {
  const of = /^\d+/.exec(line.rest)?.[0]
  const card = await cardOf(stage, of ?? '', cast)
  const { tenantId, storage } = stage
  const input = { tenantId, incidentId: card.row.id, command: commandOf(stage, line, card), acting: player.acting }
  heard(cast, await storage.command({ ...input, expectedVersion: card.row.version, idempotencyKey: null }))
}

function heard(cast: Cast, result: CommandResult): void {
  if (result.ok) return
  cast.refused =
    result.kind === 'refused'
      ? `${result.refusal.refused}${result.refusal.clause === null ? '' : ` (${result.refusal.clause})`}`
      : result.kind
}

function commandOf(stage: Stage, line: Line, card: IncidentCard): PersonCommand {
  const revision = card.revisions.at(-1)?.number ?? 1
  const unit = (name: string | undefined): string => {
    const id = stage.units.get(name ?? '')
    if (id === undefined) throw new Error(`there is no unit «${name}»; there are: ${[...stage.units.keys()].join(', ')}`)
    return id
  }
  const letOut = (): { revision: number; confirmed: string[] } => {
    const { unchecked } = parts(line, /^\d+(?<unchecked> unchecked)?$/, '1 [unchecked]')
    const manual = card.requirements.filter(({ check }) => check === 'manual').map(({ id }) => id)
    return { revision, confirmed: unchecked === undefined ? manual : [] }
  }
  const draft = (kind: 'final' | 'interim' | 'clarification'): PersonCommand => {
    const { text = '' } = parts(line, quoted, '1 «…»')
    return { type: 'submitDraft', kind, text, attachments: [] }
  }
  switch (line.verb) {
    case 'selects': {
      const { high } = parts(line, /^\d+(?<high> high)?$/, '1 [high]')
      return { type: 'select', importance: high === undefined ? 'normal' : 'high', topicId: null, location: null }
    }
    case 'declines':
      return { type: 'decline', groundId: parts(line, /^\d+ (?<ground>\S+)$/, '1 ground').ground ?? '', note: '' }
    case 'routes':
      return { type: 'route', unitId: unit(parts(line, /^\d+ to (?<unit>\w+)$/, '1 to roads').unit), note: '' }
    case 'returns': {
      // A curator returns a draft, an executor a matter that is not theirs.
      const { text = '', unit: to } = parts(line, /^\d+ «(?<text>.+)»(?: to (?<unit>\w+))?$/, '1 «…» [to roads]')
      if (line.who === 'curator') return { type: 'sendBack', revision, remarks: [{ text }] }
      return { type: 'return', reason: text, suggestedUnitId: to === undefined ? null : unit(to) }
    }
    case 'drafts':
      return draft('final')
    case 'asks':
      return draft('clarification')
    case 'promises':
      return draft('interim')
    case 'approves':
      return { type: 'approve', ...letOut() }
    case 'publishes':
      return { type: 'publish', ...letOut() }
    case 'closes':
      return { type: 'close', reason: (parts(line, /^\d+ (?<reason>\S+)$/, '1 no-answer').reason ?? '') as 'no-answer', note: '' }
    default:
      return { type: 'undo', version: card.row.version }
  }
}

const states: Readonly<Record<string, string>> = { keeps: 'pending', kept: 'met', missed: 'breached', dropped: 'cancelled' }
const norms: Readonly<Record<string, string>> = { reply: 'publish' }

async function expectation(stage: Stage, cast: Cast, line: Line, year: number): Promise<void> {
  if (line.verb === 'refused') {
    if (cast.refused !== line.rest) throw new Error(`expected «refused ${line.rest}», and it was ${cast.refused ?? 'done'}`)
    return
  }
  const card = await cardOf(stage, cast.about, cast)
  if (line.verb === 'is' || line.verb === 'opens') {
    const found = line.verb === 'is' ? card.row.status : card.row.number
    if (found !== line.rest) throw new Error(`expected «${line.verb} ${line.rest}», and it is ${found}`)
    return
  }
  if (line.verb === 'stands') {
    const { text } = parts(line, /^«(?<text>.+)»$/, '«…»')
    const published = card.revisions.filter(({ outcome }) => outcome === 'published').at(-1)?.text
    if (published !== text) throw new Error(`in VK stands «${published ?? 'nothing'}»`)
    return
  }
  const {
    norm = '',
    due = '',
    clause = '',
  } = parts(line, /^(?<norm>\w+) by (?<due>\d\d\.\d\d \d\d:\d\d) \((?<clause>\S+)\)$/, 'reply by 28.12 15:40 (L-8)')
  const told = card.obligations.map((one) => `${one.status} ${one.norm} by ${wallOf(stage, one.due)} (${one.clause})`)
  const wanted = `${states[line.verb]} ${norms[norm] ?? norm} by ${due} (${clause})`
  if (!told.includes(wanted)) throw new Error(`expected «${wanted}»; in ${year} the terms are:\n${told.join('\n')}`)
}
