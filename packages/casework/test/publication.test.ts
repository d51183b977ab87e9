// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import { gazimur, lesozavodsk, smolensk } from './acts.ts'
import { approve, draft, publish, reply, routed, submitted } from './orders.ts'
import { gromov, orlova, system, zueva } from './people.ts'
import { actionsFor } from '../src/index.ts'
import { type Case, context } from './case.ts'

const published = (publicationId: string) =>
  ({ type: 'recordPublished', publicationId, ref: '77', url: 'https://vk.example/r77', evidence: 'network' }) as const
const failed = (publicationId: string) =>
  ({ type: 'recordPublicationFailed', publicationId, reason: 'closed', detail: 'code 212' }) as const
const uncertain = (publicationId: string) => ({ type: 'recordPublicationUncertain', publicationId, detail: 'reset after request' }) as const
const idOf = (one: Case) => one.state.publications.at(-1)?.id ?? ''

const absent = (one: Case) => one.does({ type: 'resolvePublication', publicationId: idOf(one), ref: null, url: null }, orlova)
const request = (one: Case) => one.recorded.findLast(({ event }) => event.type === 'PublicationRequested')?.event
/** Why the curator may not press now, whatever it is. */
const texts = (one: Case) =>
  actionsFor(one.state, context(lesozavodsk, orlova, one.now)).flatMap((state) =>
    state.allowed || state.refusal.refused !== 'wrong-state' ? [] : [state.refusal.text.ru],
  )

const publishing = submitted(lesozavodsk).does(approve(), orlova)
const id = idOf(publishing)

describe('a publication', () => {
  test('told twice happened once', () => {
    const done = publishing.does(published(id), system)
    done.when(published(id), system).thenNothingHappened()
    done.when(failed(id), system).thenNothingHappened()
    done.when(uncertain(id), system).thenNothingHappened()
  })

  test('that nobody asked for is refused', () => {
    publishing.when(published('publication-of-nobody'), system).thenRefused('wrong-state', null)
  })

  test('that failed can be pressed again with the same text', () => {
    const lost = publishing.does(failed(id), system)
    expect(lost.state).toMatchObject({ status: 'approved', revisions: [{ outcome: 'failed' }], publications: [{ failure: 'closed' }] })
    lost.when(published(id), system).thenRefused('wrong-state', null)
    const again = lost.does(publish(), orlova)
    expect(again.state.publications).toHaveLength(2)
    expect(again.does(published(idOf(again)), system).state.status).toBe('answered')
  })

  test('that failed can be mended with a new draft, which is read again', () => {
    const mended = publishing.does(failed(id), system).does(draft(`${reply} Пишем сюда.`), gromov)
    expect(mended.state.status).toBe('submitted')
    expect(mended.does(approve(2), orlova).state.status).toBe('publishing')
  })

  test('under an act without approval is pressed again by the same publisher (S)', () => {
    const pressed = submitted(smolensk).does(publish(), orlova)
    const lost = pressed.does(failed(idOf(pressed)), system)
    expect(lost.does(publish(), orlova).state.status).toBe('publishing')
  })

  test('pressed twice goes out once', () => {
    submitted(smolensk).does(publish(), orlova).when(publish(), orlova).thenRefused('already-done', 'S-8')
  })
})

describe('while nobody can press anything', () => {
  test('the card says that the reply is on its way, and that this ends by itself', () => {
    const said = texts(publishing)
    expect(said.length).toBeGreaterThan(3)
    expect([...new Set(said)]).toEqual([
      'Ответ сейчас размещается: пока сеть не сказала, появился ли он, менять ничего нельзя. Подождите, это решится без вас.',
    ])
  })

  test('or that a person has to look first', () => {
    expect([...new Set(texts(publishing.does(uncertain(id), system)))]).toEqual([
      'Неизвестно, появился ли ответ в сети. Сначала посмотрите под сообщением и отметьте на карточке, стоит ли он там.',
    ])
  })
})

describe('after a doubt', () => {
  test('the next publication looks in the network before it sends', () => {
    const again = absent(publishing.does(uncertain(id), system)).does(publish(), orlova)
    expect(request(again)).toMatchObject({ revision: 1, lookFirst: true })
    // Found there after all: it stands once, and nothing remains to be looked for.
    expect(again.does({ ...published(idOf(again)), evidence: 'reconciled' }, system).state.status).toBe('answered')
  })

  test('also one with a corrected text, also where approving publishes by itself', () => {
    const mended = absent(publishing.does(uncertain(id), system)).does(draft(`${reply} Пишем сюда.`), gromov)
    expect(request(mended.does(approve(2), orlova))).toMatchObject({ revision: 2, lookFirst: true })
  })

  test('where nothing was in doubt the record says nothing of a look', () => {
    expect(request(publishing)).not.toHaveProperty('lookFirst')
    expect(request(publishing.does(failed(id), system).does(publish(), orlova))).not.toHaveProperty('lookFirst')
    // A doubt that ended well is no doubt: an interim reply found there, then the final one.
    const interim = routed(gazimur).does(draft(reply, 'interim'), gromov).does(approve(), orlova).does(publish(), gromov)
    const found = interim.does(uncertain(idOf(interim)), system).does({ ...published(idOf(interim)), evidence: 'reconciled' }, system)
    const final = found
      .does(draft(`${reply} Сделано.`), gromov)
      .does(approve(2), orlova)
      .does(publish(2), gromov)
    expect(request(final)).not.toHaveProperty('lookFirst')
  })

  test('what a person brings to its place the program cannot look for', () => {
    const byHand = publishing.recorded.map((one) =>
      one.event.type === 'MessageReceived'
        ? {
            ...one,
            event: {
              ...one.event,
              message: { ...one.event.message, place: { ...one.event.message.place, network: null, delivery: 'person' as const } },
            },
          }
        : one,
    )
    const again = absent(publishing.retold(byHand).does(uncertain(id), system)).does(publish(), orlova)
    expect(request(again)).not.toHaveProperty('lookFirst')
  })
})

describe('an uncertain publication', () => {
  const lost = publishing.does(uncertain(id), system)

  test('waits for a person and is never sent again by itself', () => {
    expect(lost.state.status).toBe('uncertain')
    lost.when(publish(), orlova).thenRefused('already-done', 'L-8')
    lost.when(draft(`${reply} Ещё раз.`), gromov).thenRefused('wrong-state', 'L-10')
  })

  test('found in the network by a person is published on their word', () => {
    const found = { type: 'resolvePublication', publicationId: id, ref: '78', url: 'https://vk.example/r78' } as const
    lost.when(found, gromov).thenRefused('not-your-role', 'L-8')
    lost.when(found, zueva).thenRefused('not-your-role', 'L-8')
    expect(lost.does(found, orlova).recorded.at(-1)?.event).toMatchObject({
      type: 'Published',
      evidence: 'person',
      ref: '78',
      kind: 'final',
    })
  })

  test('not found by a person may be pressed again', () => {
    const absent = lost.does({ type: 'resolvePublication', publicationId: id, ref: null, url: null }, orlova)
    expect(absent.state.status).toBe('approved')
    expect(absent.does(publish(), orlova).state.status).toBe('publishing')
  })

  test('found by reading back needs no person', () => {
    expect(lost.does({ ...published(id), evidence: 'reconciled' }, system).state.status).toBe('answered')
  })
})
