import { describe, expect, test } from 'vitest'
import { readAttachments } from '../src/vk/attachments.ts'
import { canonicalText, visibleText } from '../src/vk/markup.ts'

const one = (type: string, body: object) => readAttachments([{ type, [type]: body }])[0]
const keyAt = (url: string) => one('photo', { owner_id: 5, id: 6, sizes: [{ type: 'w', url }] })?.key
const size = (type: string, width = 0, height = 0) => ({ type, url: `https://a/${type}`, width, height })

describe('of a photo', () => {
  test.each([
    ['letters tell where all sides are 0', [size('s'), size('w'), size('z')], 'w'],
    [
      'letters tell where there are no sides at all',
      [
        { type: 'm', url: 'https://a/m' },
        { type: 'y', url: 'https://a/y' },
      ],
      'y',
    ],
    ['the letters stand in the order of the documentation', 'smopqrxyzw'.split('').map((letter) => size(letter)), 'w'],
    ['the whole picture goes before one cut at its sides', [size('r', 510, 340), size('x', 604, 200)], 'x'],
    ['a letter with an address goes before one without', [{ type: 'w', url: '' }, size('x')], 'x'],
    ['a letter with a hostile address is passed over', [{ type: 'w', url: 'javascript:alert(1)' }, size('x')], 'x'],
    ['letters that nobody knows go by area', [size('base', 10, 10), size('max', 2000, 1000)], 'max'],
    ['a letter that is known goes before one that is not', [size('k', 9000, 9000), size('s')], 's'],
  ])('%s', (_, sizes, letter) => {
    expect(one('photo', { sizes })?.url).toBe(`https://a/${letter}`)
  })

  test.each([
    ['the original', { orig_photo: { url: 'https://a/orig' }, sizes: [size('w')] }, 'https://a/orig'],
    ['a size where the original has no address', { orig_photo: { url: '' }, sizes: [size('x')] }, 'https://a/x'],
    ['the original alone', { orig_photo: { url: 'https://a/orig' } }, 'https://a/orig'],
    ['the form of before 2017', { photo_75: 'https://a/75', photo_1280: 'https://a/1280', photo_604: 'https://a/604' }, 'https://a/1280'],
    ['its page where there is no picture', { owner_id: -1, id: 2, sizes: [] }, 'https://vk.com/photo-1_2'],
    ['its page with the key', { owner_id: 1, id: 2, access_key: 'k3y' }, 'https://vk.com/photo1_2?access_key=k3y'],
    ['nothing', {}, ''],
  ])('%s is the address', (_, photo, url) => {
    expect(one('photo', photo)?.url).toBe(url)
  })
})

describe('of other things', () => {
  test.each([
    ['video', { owner_id: -1, id: 2, title: 'Потоп', access_key: 'abc' }, 'https://vk.com/video-1_2?access_key=abc', 'Потоп'],
    ['video', { owner_id: -1, id: 2 }, 'https://vk.com/video-1_2', undefined],
    ['doc', { owner_id: 5, id: 6, title: 'смета.pdf', access_key: 'k' }, 'https://vk.com/doc5_6?access_key=k', 'смета.pdf'],
    ['doc', { owner_id: 5, id: 6, title: 'смета.pdf', url: 'https://vk.com/doc5_6?hash=1' }, 'https://vk.com/doc5_6?hash=1', 'смета.pdf'],
    ['doc', { owner_id: 5, id: 6, url: 'javascript:alert(1)', title: 'x' }, '', 'x'],
    ['video', { owner_id: 1, id: 2, access_key: '"><script>' }, 'https://vk.com/video1_2', undefined],
    [
      'sticker',
      {
        sticker_id: 7,
        images: [
          { url: 'https://a/64', width: 64, height: 64 },
          { url: 'https://a/512', width: 512, height: 512 },
        ],
      },
      'https://a/512',
      undefined,
    ],
    ['graffiti', { id: 1, owner_id: 2, url: 'https://a/g.png' }, 'https://a/g.png', undefined],
    ['link', { url: 'https://example.org/a', title: 'Новость' }, 'https://example.org/a', 'Новость (example.org)'],
    ['link', { url: 'https://evil.example/', title: 'gosuslugi.ru' }, 'https://evil.example/', 'gosuslugi.ru (evil.example)'],
    ['link', { url: 'https://example.org/a' }, 'https://example.org/a', 'example.org'],
    ['doc', { owner_id: 5, id: 6, url: 'https://vk.com/doc5_6', access_key: 'k' }, 'https://vk.com/doc5_6?access_key=k', undefined],
    ['doc', { owner_id: 5, id: 6, url: 'https://cdn.example/6.pdf', access_key: 'k' }, 'https://cdn.example/6.pdf', undefined],
    ['poll', { owner_id: -1, id: 3, question: 'Чинить?' }, 'https://vk.com/poll-1_3', 'Чинить?'],
    ['wall', { id: 8, from_id: 4, to_id: -1 }, 'https://vk.com/wall-1_8', undefined],
    [
      'video',
      { owner_id: '-1', id: '90071992547409931', access_key: 'k' },
      'https://vk.com/video-1_90071992547409931?access_key=k',
      undefined,
    ],
    ['wall_reply', { id: 9, owner_id: -1, post_id: 8 }, 'https://vk.com/wall-1_8?reply=9', undefined],
    ['market', { id: 9, owner_id: -1, title: 'Скамья' }, 'https://vk.com/product-1_9', 'Скамья'],
    ['audio_message', { id: 1, owner_id: 2, link_mp3: 'https://a/v.mp3' }, 'https://a/v.mp3', undefined],
    ['thing_of_2030', { some: 'thing' }, '', undefined],
  ])('a %s %o', (kind, body, url, title) => {
    const found = one(kind, body)
    expect([found?.kind, found?.url, found?.title]).toEqual([kind, url, title])
  })

  test('order is kept, nothing that is attached is lost, and a kind is no place for markup', () => {
    const found = readAttachments([{ type: 'doc', doc: {} }, null, 'x', { type: '<b>' }, { type: 'photo' }, {}])
    expect(found.map(({ kind }) => kind)).toEqual(['doc', 'other', 'photo', 'other'])
  })

  test('a name is one line that nothing turns round', () => {
    expect(one('doc', { title: 'отчёт\u202Efdp.exe\nещё\u0000 \u200Bодин' })?.title).toBe('отчёт fdp.exe ещё один')
    expect(one('doc', { title: 'я'.repeat(5_000) })?.title).toHaveLength(200)
  })

  test('the key of a thing stays when its address is signed anew', () => {
    expect(keyAt('https://a/1?sign=1')).toBe('photo5_6')
    expect(keyAt('https://b/1?sign=2')).toBe('photo5_6')
  })
})

describe('raw forms', () => {
  test.each([
    ['[id5|Имя], спасибо', 'Имя, спасибо'],
    ['[club5|Подслушано]', 'Подслушано'],
    ['[public5|Город], [event7|Субботник], [app9|Игра]', 'Город, Субботник, Игра'],
    ['[id2:bp-5_1|Ольга], да', 'Ольга, да'],
    ['[durov|Павел], почините', 'Павел, почините'],
    ['[elets.city|Елец]', 'Елец'],
    ['[topic-1_2|Ямы]', 'Ямы'],
    ['[topic-1_2?post=3|Ямы]', 'Ямы'],
    ['[post77|Сергей], да', 'Сергей, да'],
    [
      '[wall-1_2|запись] [photo-1_2|фото] [video1_2|видео] [doc1_2|акт] [page-1_2|вики] [market-1|магазин]',
      'запись фото видео акт вики магазин',
    ],
    ['[wall-1_2?reply=3|тут]', 'тут'],
    ['[#alias|текст|https://example.org/a]', 'текст (https://example.org/a)'],
    ['[https://vk.com/wall-1_2|запись]', 'запись (https://vk.com/wall-1_2)'],
    ['[vk.com/wall-1_2|запись]', 'запись (vk.com/wall-1_2)'],
    ['[https://vk.com/x|https://vk.com/x]', 'https://vk.com/x'],
    ['@id5 (Имя), да', 'Имя, да'],
    ['*id5 (Имя), да', 'Имя, да'],
    ['спросите @club5 (Подслушано) и @durov (Павел)', 'спросите Подслушано и Павел'],
    ['(@id5 (Имя))', '(Имя)'],
  ])('%s → %s', (raw, seen) => {
    expect(visibleText(raw)).toBe(seen)
  })

  test.each([
    '[1|2]',
    '[см. фото]',
    '[да|нет]',
    '[yes|no]',
    '[a|b]',
    '[дом|двор|улица]',
    '[id5]',
    '[id|x]',
    '[5|id5]',
    '[id5|]',
    '[durov]',
    '|id5|Имя|',
    'пишите на info@elets.ru (приёмная)',
    'ivan@id5 (рабочая)',
    '2*id5 (x)',
    '@id5',
    '@id5 и (Имя)',
    'дом 5*3 (двор)',
    '*важно (срочно)',
    '@всем (жильцам)',
    '[#тег]',
    '[ссылка|https://example.org]',
    '&quot;да&quot; &amp; нет',
  ])('%s stays as it is written', (raw) => {
    expect(visibleText(raw)).toBe(raw)
  })

  test.each([
    ['@durov (Павел), сделаем', '[durov|Павел], сделаем'],
    ['@durov (Павел), сделаем', 'Павел, сделаем'],
    ['*id501 (Анна), сделаем', '[id501|Анна], сделаем'],
    ['См. [https://elets.ru/a|план]', 'См. план (https://elets.ru/a)'],
    ['[1|2] и [см. фото]', '[1|2]  и [см. фото]'],
  ])('%j and %j are the same reply of ours', (ours, theirs) => {
    expect(canonicalText(ours)).toBe(canonicalText(theirs))
  })

  test('a text of nothing but openings is read in no time', () => {
    for (const opening of ['[id1|', '@id5 (', '[#a|', '[https://a|', '[durov:', '@durov', 'a.']) {
      const started = process.cpuUsage()
      visibleText(opening.repeat(200_000))
      expect(process.cpuUsage(started).user).toBeLessThan(5_000_000)
    }
  })
})
