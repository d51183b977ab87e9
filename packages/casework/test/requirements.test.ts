import { describe, expect, test } from 'vitest'
import { describeEvent, isTicked, requirementStates, unmetRequirements } from '../src/index.ts'
import { lesozavodsk, smolensk, yelets } from './acts.ts'
import { approve, draft as handIn, publish, routed, sendBack, submitted } from './orders.ts'
import { gromov, orlova } from './people.ts'

const own = (id: string) => ({ requirements: [{ ...yelets.requirements[0], id }] }) as Pick<typeof yelets, 'requirements'>

describe('requirements of the act against a text', () => {
  const draft = { text: 'Яму засыплют, дурак.' }

  test('say what to mend, with the clause beside', () => {
    const unmet = unmetRequirements(lesozavodsk, draft, [], 4096)
    expect(unmet.map(({ requirement }) => requirement.id)).toEqual(['greeting', 'polite', 'proof'])
    expect(unmet[1]?.reason?.ru).toMatch(/^Похоже на грубость: «дурак»/u)
    expect(unmet[1]?.places).toEqual([{ from: 14, to: 19 }])
    expect(unmet.every(({ requirement }) => requirement.clause === 'L-16')).toBe(true)
  })

  test('that people tick are met by ticking; computed ones are not', () => {
    const states = requirementStates(yelets, { text: 'Без привета' }, ['greeting', 'grammar'], 4096)
    expect(states.map(({ requirement, met }) => [requirement.id, met])).toEqual([
      ['greeting', false],
      ['grammar', true],
      ['complete', false],
    ])
  })

  test('length and links are counted', () => {
    expect(unmetRequirements(own('network-format'), { text: 'ответ' }, [], 4)[0]?.reason?.ru).toContain('на 1 зн.')
    const links = 'https://a.example '.repeat(6)
    expect(unmetRequirements(own('network-format'), { text: links }, [], 4096)).toHaveLength(1)
    expect(unmetRequirements(own('network-format'), { text: ' ' }, [], 4096)).toHaveLength(1)
  })

  test('that nothing here can compute are never silently met', () => {
    const unknown = own('rhymes')
    expect(unmetRequirements(unknown, { text: 'Здравствуйте!' }, [], 4096)).toHaveLength(1)
    expect(unmetRequirements(unknown, { text: 'Здравствуйте!' }, ['rhymes'], 4096)).toHaveLength(0)
  })
})

describe('what a check warns about', () => {
  const text = 'Здравствуйте! Дураков по заявке отвечает, Сука — река у села.'
  const said = [{ requirement: 'polite', reason: 'Сука — название реки' }]

  test('stops a reply, with the place and the clause, until a person says why it is in place', () => {
    const [state] = unmetRequirements(own('polite'), { text }, [], 4096)
    expect(state?.places.map(({ from, to }) => text.slice(from, to))).toContain('Сука')
    expect(state?.justifiable).toBe(true)
    expect(unmetRequirements(own('polite'), { text, justifications: said }, [], 4096)).toEqual([])
    expect(unmetRequirements(own('polite'), { text, justifications: [{ requirement: 'polite', reason: ' ' }] }, [], 4096)).toHaveLength(1)
  })

  test('cannot be ticked away, and a count cannot be justified', () => {
    expect(unmetRequirements(own('polite'), { text }, ['polite'], 4096)).toHaveLength(1)
    const long = { text: 'Здравствуйте!', justifications: [{ requirement: 'network-format', reason: 'очень нужно' }] }
    expect(unmetRequirements(own('network-format'), long, [], 4)).toHaveLength(1)
  })

  test('is a tick where nothing here can compute it', () => {
    expect(isTicked({ id: 'rhymes', check: 'auto' })).toBe(true)
    expect(isTicked({ id: 'polite', check: 'auto' })).toBe(false)
  })
})

describe('a justification in the record', () => {
  const rude = 'Здравствуйте! Сука — река у села, паводка нет.'
  const said = [{ requirement: 'polite', reason: 'название реки' }]
  const names = { unit: () => '' }
  const handedWith = (text: string) => ({ type: 'submitDraft', kind: 'final', text, attachments: [], justifications: said }) as const
  const ticks = ['proof', 'grammar', 'complete']

  test('of its writer lets the approver let the reply out, and is read in both languages', () => {
    const handed = submitted(lesozavodsk).does(sendBack(), orlova).does(handedWith(rude), gromov)
    expect(handed.recorded.at(-1)?.event).toMatchObject({ type: 'DraftSubmitted', justifications: said })
    const [event] = handed.recorded.slice(-1).map((one) => describeEvent(one, names))
    expect(event?.ru).toContain('оставлены: название реки')
    handed.does(approve(2, ticks), orlova)
  })

  test('may be given by whoever lets it out; without it the refusal names the clause', () => {
    const handed = submitted(lesozavodsk).does(sendBack(), orlova).does(handIn(rude), gromov)
    handed.when(approve(2, ticks), orlova).thenRefused('requirement-unmet', 'L-16')
    const out = handed.does({ type: 'approve', revision: 2, confirmed: ticks, justifications: said }, orlova)
    expect(out.recorded.map(({ event }) => event)).toContainEqual(expect.objectContaining({ type: 'Approved', justifications: said }))
    expect(out.state.revisions.at(-1)?.justifications).toEqual(said)
  })

  test('is kept only where something was found', () => {
    const handed = submitted(lesozavodsk).does(sendBack(), orlova).does(handedWith('Здравствуйте! Яму засыпали.'), gromov)
    expect(handed.recorded.at(-1)?.event).not.toHaveProperty('justifications')
  })

  test('may be given by the publisher where the act has no approval step', () => {
    const strict = { ...smolensk, requirements: lesozavodsk.requirements }
    const handed = routed(strict).does(handIn(rude), gromov)
    handed.when(publish(), orlova).thenRefused('requirement-unmet', 'L-16')
    const out = handed.does({ type: 'publish', revision: 1, confirmed: ticks, justifications: said }, orlova)
    expect(out.recorded.at(-1)?.event).toMatchObject({ type: 'PublicationRequested', justifications: said })
    expect(out.state.revisions.at(-1)?.justifications).toEqual(said)
  })
})
