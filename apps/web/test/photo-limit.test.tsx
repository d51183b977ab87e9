import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Photos } from '../src/reply/photos.tsx'
import { ru } from '../src/words/ru.ts'
import { WordsProvider } from '../src/words/words.tsx'

const photo = (name: string) => ({ id: name.padEnd(64, '0'), name: `${name}.jpg`, type: 'image/jpeg', bytes: 200_000 })

const drawn = (names: readonly string[], most: number) =>
  renderToStaticMarkup(
    <WordsProvider initial={ru}>
      <Photos files={names.map(photo)} most={most} onChange={() => undefined} />
    </WordsProvider>,
  )

describe('How many photos the network takes is seen before the press', () => {
  it('while there is room, how many there are of how many', () => {
    expect(drawn(['a'], 2)).toContain('Фото: 1 из 2')
    expect(drawn(['a'], 2)).not.toMatch(/<button[^>]*disabled/)
  })
  it('no more can be added when the reply is full', () => {
    expect(drawn(['a', 'b'], 2)).toMatch(/<button[^>]*disabled[^>]*>.*Добавить фото/)
  })
  it('a draft kept from before with too many says how many to take out', () => {
    expect(drawn(['a', 'b', 'c'], 2)).toContain('Лишних фото: 1. Уберите их, чтобы отправить ответ.')
  })
  it('a connection without the key for photos says so, and offers no camera', () => {
    expect(drawn([], 0)).toContain('у подключения нет ключа для фотографий')
    expect(drawn([], 0)).not.toContain('Добавить фото')
    expect(drawn(['a'], 0)).toContain('Лишних фото: 1.')
  })
})
