// oxlint-disable vitest/expect-expect -- a case asserts by itself: `thenHappens`, `thenNothingHappened` in case.ts.
import { describe, expect, test } from 'vitest'
import { type Attachment, attachedWords, attachmentNames, describeEvent, fold } from '../src/index.ts'
import { arrived, type Case, message } from './case.ts'
import { lesozavodsk } from './acts.ts'
import { approve, draft, reply as text, routed } from './orders.ts'
import { gromov, orlova, system } from './people.ts'

const photo = (id: number, host = 'a'): Attachment => ({ kind: 'photo', url: `https://${host}/${id}.jpg`, key: `photo5_${id}` })
const doc = (title: string): Attachment => ({ kind: 'doc', url: `https://a/${title}`, title, key: `doc5_${title}` })
const said = (id: string, text: string, attachments: readonly Attachment[]) => ({ ...message(id, text), attachments })
const here = message('1').place.key
const edit = (text: string, attachments?: readonly Attachment[], key = here) => ({
  type: 'recordMessageEdited' as const,
  key,
  text,
  ...(attachments === undefined ? {} : { attachments }),
})
const told = (one: Case) => {
  const last = one.recorded.at(-1)!
  return describeEvent(last, { unit: (id) => id }, fold(one.recorded.slice(0, -1)))
}
const yama = 'Яма на Заречной, 5'
const pictured = (...attachments: readonly Attachment[]) => arrived().does(edit(yama, attachments), system)

describe('an edit of what a message carries', () => {
  test.each([
    ['adds a photo to words alone', [], [photo(1)], 'Автор изменил вложения сообщения (добавлено: фото)'],
    ['takes the only photo away', [photo(1)], [], 'Автор изменил вложения сообщения (убрано: фото)'],
    ['puts another photo in its place', [photo(1)], [photo(2)], 'Автор изменил вложения сообщения (убрано: фото; добавлено: фото)'],
    ['puts a document for a photo', [photo(1)], [doc('a.pdf')], 'Автор изменил вложения сообщения (убрано: фото; добавлено: документ)'],
    ['takes one of two equal ones', [photo(1), photo(1)], [photo(1)], 'Автор изменил вложения сообщения (убрано: фото)'],
    ['shows them the other way round', [photo(1), photo(2)], [photo(2), photo(1)], 'Автор изменил вложения сообщения (другой порядок)'],
  ])('%s: an event, and the record says so', (_, before, after, words) => {
    const changed = pictured(...before)
      .when(edit(yama, after), system)
      .thenHappens([{ type: 'MessageEdited', text: yama, attachments: after }])
    expect(changed.state.message?.attachments).toEqual(after)
    expect(told(changed).ru).toBe(words)
    changed.when(edit(yama, after), system).thenNothingHappened()
  })

  test('with other words is told as both, and never in the words of citizens', () => {
    const changed = pictured(doc('СЕКРЕТ.pdf')).does(edit('Другое', [photo(1), photo(2)]), system)
    expect(told(changed)).toEqual({
      ru: 'Автор изменил сообщение и вложения (убрано: документ; добавлено: 2 фото)',
      en: 'The author edited the message and its attachments (removed: document; added: 2 photos)',
    })
  })

  test('of words alone leaves the attachments out of the event', () => {
    pictured(photo(1))
      .when(edit('Другое', [photo(1)]), system)
      .thenHappens([{ type: 'MessageEdited', text: 'Другое' }])
  })

  test('is none where only the addresses differ: a network signs them anew each time', () => {
    pictured(photo(1))
      .when(edit(yama, [photo(1, 'another-host')]), system)
      .thenNothingHappened()
  })

  test('is none where nothing is known of the attachments', () => {
    const changed = pictured(photo(1)).does(edit('Другое'), system)
    expect(changed.state.message?.attachments).toEqual([photo(1)])
  })

  test('keeps in sight what was taken away, until it is put back', () => {
    const gone = pictured(photo(1), photo(2)).does(edit(yama, [photo(2)]), system)
    const at = gone.recorded.at(-1)?.at
    expect(gone.state.messageEdited).toEqual({ at, removed: [{ ...photo(1), removedAt: at }] })
    const less = gone.does(edit(yama, []), system)
    expect(less.state.messageEdited?.removed.map(({ key }) => key)).toEqual(['photo5_1', 'photo5_2'])
    expect(less.does(edit('Слова', []), system).state.messageEdited?.removed).toHaveLength(2)
    expect(less.does(edit(yama, [photo(1)]), system).state.messageEdited?.removed.map(({ key }) => key)).toEqual(['photo5_2'])
    expect(gone.recorded.some(({ event }) => event.type === 'MessageEdited' && event.attachments?.[0]?.key === 'photo5_1')).toBe(true)
  })
})

describe('an answer of the author', () => {
  const answer = said('2', 'И ещё у школы', [photo(1)])
  const added = routed().does({ type: 'recordAuthorAnswer', message: answer }, system)

  test('keeps its photos, and a swapped photo is told of that answer', () => {
    expect(added.state.answers[0]?.message.attachments).toEqual([photo(1)])
    const changed = added
      .when(edit(answer.text, [photo(2)], answer.place.key), system)
      .thenHappens([{ type: 'AnswerEdited', messageId: answer.id, text: answer.text, attachments: [photo(2)] }])
    expect(changed.state.answers[0]).toMatchObject({ message: { attachments: [photo(2)] }, edited: { removed: [{ key: 'photo5_1' }] } })
    expect(changed.state.message?.attachments).toEqual([])
    expect(told(changed)).toEqual({
      ru: 'Автор изменил вложения своего ответа (убрано: фото; добавлено: фото)',
      en: 'The author changed the attachments of their answer (removed: photo; added: photo)',
    })
  })
})

describe('our reply in the network', () => {
  const publishing = routed(lesozavodsk)
    .does(draft(text, 'final', ['a']), gromov)
    .does(approve(), orlova)
  const [{ id: publicationId } = { id: '' }] = publishing.state.publications
  const ours = '-1_10_77'
  const url = 'https://vk.example/r77'
  const published = publishing.does({ type: 'recordPublished', publicationId, ref: ours, url, evidence: 'network' }, system)

  test('loses its photo: an event and a sign, until the photo is back', () => {
    published.when(edit(text, [photo(900)], ours), system).thenNothingHappened()
    const bare = published
      .when(edit(text, [], ours), system)
      .thenHappens([{ type: 'ReplyEdited', publicationId, revision: 1, text, photos: 0 }])
    expect(bare.state.publications).toMatchObject([{ edited: { text, photos: 0 } }])
    bare.when(edit(text, [], ours), system).thenNothingHappened()
    const reworded = bare.does(edit('Другое', undefined, ours), system)
    expect(reworded.state.publications).toMatchObject([{ edited: { text: 'Другое', photos: 0 } }])
    expect(reworded.does(edit(text, [photo(901)], ours), system).state.publications).toMatchObject([{ edited: null }])
  })

  test('gets a third one: an event', () => {
    const more = published.does(edit(text, [photo(1), photo(2)], ours), system)
    expect(more.state.publications).toMatchObject([{ edited: { text, photos: 2 } }])
  })
})

describe('in words', () => {
  test.each([
    [[], null],
    [['photo'], ['Фото', 'Photo']],
    [
      ['photo', 'photo'],
      ['2 фото', '2 photos'],
    ],
    [['sticker'], ['Стикер', 'Sticker']],
    [
      ['photo', 'doc', 'photo'],
      ['2 фото, документ', '2 photos, document'],
    ],
    [
      ['doc', 'doc', 'doc', 'doc', 'doc'],
      ['5 документов', '5 documents'],
    ],
    [['situational_theme'], ['Вложение (situational_theme)', 'Attachment (situational_theme)']],
    [
      ['constructor', 'constructor'],
      ['2 вложения (constructor)', '2 attachments (constructor)'],
    ],
  ])('%j is %j', (kinds, words) => {
    const found = attachedWords(kinds.map((kind) => ({ kind })))
    expect(found && [found.ru, found.en]).toEqual(words)
  })

  test('a document alone is called by its name, and every one by its own in the list', () => {
    expect(attachedWords([doc('смета.pdf'), photo(1)])?.ru).toBe('Документ: смета.pdf, фото')
    expect(attachmentNames([photo(1), doc('а.pdf'), photo(2), doc('б.pdf')]).map(({ ru }) => ru)).toEqual([
      'Фото 1',
      'Документ 1: а.pdf',
      'Фото 2',
      'Документ 2: б.pdf',
    ])
    expect(attachmentNames([photo(1)])).toEqual([{ ru: 'Фото', en: 'Photo' }])
  })
})
