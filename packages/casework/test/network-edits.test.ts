// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenRefused`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import { describeEvent, historyOf } from '../src/index.ts'
import { lesozavodsk } from './acts.ts'
import { arrived, type Case, message } from './case.ts'
import { approve, reply, routed, submitted } from './orders.ts'
import { orlova, system } from './people.ts'

const ours = '-1_10_77'
const here = message('1').place.key
const edited = (key: string, text: string) => ({ type: 'recordMessageEdited', key, text }) as const
const deleted = (key: string) => ({ type: 'recordMessageDeleted', key }) as const
const restored = (key: string) => ({ type: 'recordMessageRestored', key }) as const
const told = (one: Case) => describeEvent(one.recorded.at(-1)!, { unit: (id) => id })
const atLast = (one: Case) => one.recorded.at(-1)?.at

describe('the message', () => {
  test('edited shows the new words and keeps the first ones in the record', () => {
    const changed = arrived().does(edited(here, 'Яма на Заречной, 7'), system)
    expect(changed.state.message?.text).toBe('Яма на Заречной, 7')
    expect(changed.recorded[0]?.event).toMatchObject({ message: { text: 'Яма на Заречной, 5' } })
    changed.when(edited(here, 'Яма на Заречной, 7'), system).thenNothingHappened()
  })

  test('deleted stays in work, and restored is as it was', () => {
    const gone = routed().does(deleted(here), system)
    expect(gone.state).toMatchObject({ status: 'routed', messageDeletedAt: atLast(gone) })
    gone.when(deleted(here), system).thenNothingHappened()
    const back = gone.when(restored(here), system).thenHappens([{ type: 'MessageRestored' }])
    expect(back.state).toMatchObject({ status: 'routed', messageDeletedAt: null })
    expect(told(back)).toEqual({ ru: 'Сообщение снова стоит в сети', en: 'The message stands in the network again' })
    back.when(restored(here), system).thenNothingHappened()
    expect(back.does(deleted(here), system).state.messageDeletedAt).not.toBeNull()
  })

  test('recorded as edited before answers were told apart keeps that meaning', () => {
    const old = arrived().given([{ type: 'MessageEdited', text: 'И ещё у школы № 2' }, { type: 'MessageDeleted' }])
    expect(old.state).toMatchObject({ message: { text: 'И ещё у школы № 2' }, messageDeletedAt: atLast(old) })
  })
})

describe('an answer of the author', () => {
  const answer = message('2', 'И ещё у школы')
  const added = routed().does({ type: 'recordAuthorAnswer', message: answer }, system)
  const { key } = answer.place

  test('edited changes that answer and not the message', () => {
    const changed = added
      .when(edited(key, 'И ещё у школы № 2'), system)
      .thenHappens([{ type: 'AnswerEdited', messageId: answer.id, text: 'И ещё у школы № 2' }])
    expect(changed.state.message?.text).toBe('Яма на Заречной, 5')
    expect(changed.state.answers.map((one) => one.message.text)).toEqual(['И ещё у школы № 2'])
    expect(changed.recorded.at(-2)?.event).toMatchObject({ message: { text: 'И ещё у школы' } })
    expect(told(changed)).toEqual({ ru: 'Автор изменил свой ответ', en: 'The author edited their answer' })
    changed.when(edited(key, 'И ещё у школы № 2'), system).thenNothingHappened()
  })

  test('deleted and restored is told of that answer and not of the message', () => {
    const gone = added.when(deleted(key), system).thenHappens([{ type: 'AnswerDeleted', messageId: answer.id }])
    expect(gone.state).toMatchObject({ messageDeletedAt: null, answers: [{ deletedAt: atLast(gone) }] })
    gone.when(deleted(key), system).thenNothingHappened()
    const back = gone.when(restored(key), system).thenHappens([{ type: 'AnswerRestored', messageId: answer.id }])
    expect(back.state.answers).toMatchObject([{ deletedAt: null }])
  })

  test('starts no round a second time when it is edited', () => {
    const changed = added.does(edited(key, 'И ещё у школы № 2'), system)
    expect(historyOf(changed.recorded)).toEqual(historyOf(added.recorded))
    expect(changed.state.status).toBe(added.state.status)
  })
})

describe('our published reply', () => {
  const publishing = submitted(lesozavodsk).does(approve(), orlova)
  const publicationId = publishing.state.publications[0]?.id ?? ''
  const url = 'https://vk.example/r77'
  const answered = publishing.does({ type: 'recordPublished', publicationId, ref: ours, url, evidence: 'network' }, system)

  test('deleted by somebody in the network is noticed; the term stays met and the status stays', () => {
    const gone = answered.when(deleted(ours), system).thenHappens([{ type: 'ReplyDeleted', publicationId, revision: 1 }])
    expect(gone.state).toMatchObject({
      status: 'answered',
      messageDeletedAt: null,
      publications: [{ state: 'published', deletedAt: atLast(gone) }],
    })
    expect(historyOf(gone.recorded)).toEqual(historyOf(answered.recorded))
    expect(told(gone)).toEqual({
      ru: 'Наш ответ удалили из сети (редакция 1)',
      en: 'Our reply was deleted in the network (revision 1)',
    })
    gone.when(deleted(ours), system).thenNothingHappened()
    const back = gone.when(restored(ours), system).thenHappens([{ type: 'ReplyRestored', publicationId, revision: 1 }])
    expect(back.state.publications).toMatchObject([{ deletedAt: null }])
    back.when(restored(ours), system).thenNothingHappened()
  })

  test('changed by somebody in the network keeps the approved revision and shows what stands there', () => {
    answered.when(edited(ours, reply), system).thenNothingHappened()
    const changed = answered.does(edited(ours, 'Здравствуйте! Сделаем когда-нибудь.'), system)
    expect(changed.state).toMatchObject({
      status: 'answered',
      revisions: [{ text: reply }],
      publications: [{ edited: { text: 'Здравствуйте! Сделаем когда-нибудь.', at: atLast(changed) } }],
    })
    changed.when(edited(ours, 'Здравствуйте! Сделаем когда-нибудь.'), system).thenNothingHappened()
    expect(changed.does(edited(ours, reply), system).state.publications).toMatchObject([{ edited: null }])
  })
})

test('of words that are not this incident’s nothing is told', () => {
  arrived().when(edited('-1_10_99', 'Чужое'), system).thenRefused('wrong-state', null)
  arrived().when(deleted('-1_10_99'), system).thenRefused('wrong-state', null)
  arrived().when(restored('-1_10_99'), system).thenRefused('wrong-state', null)
})
