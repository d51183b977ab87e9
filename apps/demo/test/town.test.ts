import {
  actingOf,
  viewerOf,
  type Context,
  decide,
  fold,
  initialIncident,
  isRefusal,
  type Recorded,
  requirementStates,
} from '@otklik/casework'
import { procedureOf } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { compileSchedule, parseSchedule } from '@otklik/worktime'
import { describe, expect, test } from 'vitest'
import { demoMessages, type Kind } from '../town/messages.ts'
import { commandsFor } from '../town/commands.ts'
import { demoPosts, postText } from '../town/posts.ts'
import { demoReplies, repliesUnder } from '../town/replies.ts'
import { demoTopics } from '../town/topics.ts'
import { demoPeople, demoUnits } from '../town/town.ts'

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)
const having = (role: string) => demoPeople.filter(({ roles }) => roles.includes(role as never))
const arrival = Date.parse('2024-11-11T10:00+10:00')

describe("citizens' messages", () => {
  test('are at least 140, no two alike', () => {
    expect(demoMessages.length).toBeGreaterThanOrEqual(140)
    expect(repeated(demoMessages.map(({ id }) => id))).toEqual([])
    expect(repeated(demoMessages.map(({ text }) => text.toLowerCase()))).toEqual([])
  })

  test('are of every kind that life brings, each more than once', () => {
    const least: Record<Kind, number> = {
      complaint: 30,
      question: 15,
      proposal: 4,
      thanks: 8,
      danger: 10,
      rage: 8,
      caps: 3,
      sarcasm: 6,
      typos: 6,
      emoji: 8,
      photo: 4,
      long: 4,
      several: 6,
      'one-word': 5,
      'follow-up': 8,
      spam: 3,
      advertising: 2,
      insult: 2,
      threat: 2,
      'formal-appeal': 3,
      'other-town': 3,
    }
    const counted = Object.fromEntries(
      Object.keys(least).map((kind) => [kind, demoMessages.filter(({ kinds }) => kinds.includes(kind as Kind)).length]),
    )
    const scarce = Object.entries(least).filter(([kind, number]) => (counted[kind] ?? 0) < number)
    expect(scarce).toEqual([])
  })

  test('are as long as comments are: some a word, some a page, none beyond what a network takes', () => {
    const lengths = demoMessages.map(({ text }) => text.length)
    expect(Math.min(...lengths)).toBeLessThan(10)
    expect(Math.max(...lengths)).toBeGreaterThan(500)
    expect(Math.max(...lengths)).toBeLessThan(4096)
    expect(demoMessages.every(({ text }) => text === text.trim() && !/\s{2}/u.test(text))).toBe(true)
  })

  test('hold no telephone number, no address in the network and no mail', () => {
    const contacts = demoMessages.filter(({ text }) => /\+?\d[\d\s()-]{6,}\d|https?:|www\.|@\w/u.test(text))
    expect(contacts.map(({ id }) => id)).toEqual([])
  })

  test('follow only what stands before them', () => {
    const order = new Map(demoMessages.map(({ id }, index) => [id, index]))
    const follows = demoMessages.filter((message) => message.follows !== null)
    expect(follows.filter(({ id, follows: first }) => !((order.get(first ?? '') ?? Infinity) < (order.get(id) ?? -1)))).toEqual([])
    expect(follows.every(({ kinds }) => kinds.includes('follow-up'))).toBe(true)
  })

  test('reach every unit, almost every topic and every post', () => {
    const units = new Set(demoMessages.flatMap(({ treatment }) => (treatment.do === 'route' ? [treatment.unit] : [])))
    expect([...units].toSorted()).toEqual(demoUnits.flatMap(({ key, executes }) => (executes ? [key] : [])).toSorted())
    const topics = new Set(demoMessages.map(({ topic }) => topic))
    expect(demoTopics.filter(({ id }) => !topics.has(id))).toEqual([])
    const posts = new Set(demoMessages.map(({ post }) => post))
    expect(Object.keys(demoPosts).filter((key) => !posts.has(key as never))).toEqual([])
  })
})

describe('the town', () => {
  test('has a tree of units whose parents stand first, and topics in groups', () => {
    const keys: string[] = demoUnits.map(({ key }) => key)
    expect(repeated(keys)).toEqual([])
    expect(demoUnits.filter(({ parent }, index) => parent !== null && !keys.slice(0, index).includes(parent))).toEqual([])
    expect(demoTopics.length).toBeGreaterThanOrEqual(40)
    expect(new Set(demoTopics.map(({ group }) => group)).size).toBeGreaterThanOrEqual(12)
    expect(repeated(demoTopics.map(({ id }) => id))).toEqual([])
  })

  test('has two curators, an executor in every unit that answers, a head and an administrator', () => {
    expect(having('curator')).toHaveLength(2)
    expect(having('head')).toHaveLength(1)
    expect(having('administrator')).toHaveLength(1)
    const answered = new Set<string>(having('executor').flatMap(({ units }) => units))
    expect(demoUnits.filter(({ key, executes }) => executes && !answered.has(key))).toEqual([])
    expect(repeated(demoPeople.map(({ login }) => login))).toEqual([])
  })

  test('writes posts without line breaks of the source', () => {
    expect(Object.keys(demoPosts).map((key) => /\s{2}|\n/u.test(postText(key as never)))).not.toContain(true)
  })
})

describe('replies', () => {
  const known = new Map(demoMessages.map((message) => [message.id, message]))
  const act = shippedRegulations().find(({ id }) => id === 'lesozavodsk-2022')
  if (act === undefined) throw new Error('the default act of the demo ships with the product')

  test('are at least 25, to messages that are routed, of every kind', () => {
    expect(demoReplies.length).toBeGreaterThanOrEqual(25)
    expect(demoReplies.filter(({ to }) => known.get(to)?.treatment.do !== 'route')).toEqual([])
    expect(new Set(demoReplies.map(({ kind }) => kind)).size).toBe(3)
  })

  test('meet what L-16 checks by itself, except one that goes back for its greeting', () => {
    const failing = demoReplies.filter(({ text }) =>
      requirementStates(procedureOf(act), { text }, [], 4096).some(({ requirement, met }) => requirement.check === 'auto' && !met),
    )
    expect(failing.map(({ text }) => text)).toEqual(['Течь устранена.'])
    expect(failing[0]?.flaw).toContain('Нет приветствия')
  })

  test('that were sent back are followed by a better one', () => {
    const better = demoReplies.filter((_, index) => (demoReplies[index - 1]?.flaw ?? null) !== null)
    const worse = demoReplies.filter(({ flaw }) => flaw !== null)
    expect(better.map(({ to, flaw }) => [to, flaw])).toEqual(worse.map(({ to }) => [to, null]))
  })
})

const orlova = { tenantId: 'town', personId: 'orlova', name: 'Орлова', roles: ['curator'], unitIds: [], active: true }

describe.each(shippedRegulations().map((act) => [act.id, procedureOf(act), act] as const))('under %s', (_, procedure, act) => {
  test('there are drafts enough of the kinds that the act knows', () => {
    const known = new Set(procedure.replyKinds.map(({ kind }) => kind))
    expect(repliesUnder(procedure).filter(({ kind }) => !known.has(kind))).toEqual([])
    expect(repliesUnder(procedure).length).toBeGreaterThanOrEqual(15)
  })

  test('every command that the demo gives goes through', () => {
    for (const message of demoMessages) {
      const context: Context = {
        now: arrival,
        acting: actingOf(viewerOf(orlova, arrival, [])),
        procedure,
        unitIds: demoUnits.map(({ key }) => key),
        newIds: [],
        topicIds: demoTopics.map(({ id }) => id),
        // No command of the demo depends on a term.
        terms: { act, schedule: compileSchedule(parseSchedule(act.schedule)), history: [], obligations: [] },
        limits: { textLength: 4096, photos: 2 },
      }
      const place = { network: 'vk', delivery: 'network', accountId: 'a', key: message.id, url: 'https://vk.example', target: {} } as const
      const found = { id: message.id, authorId: message.author, place, text: message.text, attachments: [], writtenAt: arrival }
      let recorded: readonly Recorded[] = []
      const give = (command: Parameters<typeof decide>[1]) => {
        const decision = decide(recorded.length === 0 ? initialIncident : fold(recorded), command, context)
        expect(isRefusal(decision) ? [message.id, decision.text.ru] : null).toBeNull()
        if (isRefusal(decision)) return
        const by = { personId: 'orlova', name: 'Орлова' }
        recorded = [...recorded, ...decision.map((event, index) => ({ version: recorded.length + index + 1, at: arrival, by, event }))]
      }
      give({ type: 'receive', message: found, track: procedure.tracks[0] ?? 'social', number: message.id })
      for (const command of commandsFor(message, procedure, (key) => key)) give(command)
    }
  })
})
