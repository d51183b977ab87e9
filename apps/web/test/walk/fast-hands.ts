import type { Page } from 'playwright-core'

export type Layout = 'latin' | 'russian'
export const layouts: readonly Layout[] = ['latin', 'russian']

const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
const russian = 'йцукенгшщзхъфывапролджэячсмитьбю'
const signs: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ';': 'Semicolon',
  "'": 'Quote',
  ',': 'Comma',
  '.': 'Period',
}

/** Places on the keyboard of a Russian word: «во» → `KeyD`, `KeyJ`. A space stays one. */
export const placesOf = (word: string): string[] =>
  Array.from(word, (letter) => {
    if (letter === ' ') return 'Space'
    const sign = latin[russian.indexOf(letter)]
    if (sign === undefined) throw new Error(`no key has «${letter}»`)
    return signs[sign] ?? `Key${sign.toUpperCase()}`
  })

/** What a key says in a layout. */
function spoken(code: string, layout: Layout): string {
  if (code === 'Space') return ' '
  if (code.startsWith('Digit')) return code.slice(5)
  const sign = code.startsWith('Key') ? code.slice(3).toLowerCase() : Object.keys(signs).find((one) => signs[one] === code)
  if (sign === undefined) return code
  return layout === 'latin' ? sign : (russian[latin.indexOf(sign)] ?? sign)
}

const controls: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, Tab: 9, ArrowDown: 40, ArrowUp: 38, Backspace: 8 }

/** Presses keys by their places, as a hand does that does not wait: one every `pause` milliseconds, whatever the page makes of them. `Control+` goes before a key. */
export async function fastHands(page: Page, keys: readonly string[], { pause, layout }: { pause: number; layout: Layout }): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  const sent: Promise<unknown>[] = []
  const begin = performance.now()
  for (const [place, name] of keys.entries()) {
    const held = name.startsWith('Control+')
    const code = held ? name.slice('Control+'.length) : name
    const said = spoken(code, layout)
    const windowsVirtualKeyCode =
      controls[code] ?? (code.startsWith('Key') ? code.charCodeAt(3) : code.startsWith('Digit') ? code.charCodeAt(5) : 0)
    const text = held ? '' : code === 'Enter' ? '\r' : said.length === 1 ? said : ''
    const press = { code, key: said, windowsVirtualKeyCode, modifiers: held ? 2 : 0 }
    const rest = begin + place * pause - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    sent.push(keyboard.send('Input.dispatchKeyEvent', { ...press, ...(text === '' ? { type: 'rawKeyDown' } : { type: 'keyDown', text }) }))
    sent.push(keyboard.send('Input.dispatchKeyEvent', { ...press, type: 'keyUp' }))
  }
  await Promise.all(sent)
  await keyboard.detach()
}

/** What the server refused on a page, and every alert that came up there, from now on. */
export function troublesOf(page: Page): string[] {
  const troubles: string[] = []
  page.on('response', (answer) => {
    if (answer.url().endsWith('/commands') && !answer.ok()) troubles.push(`${answer.status()} ${answer.request().postData() ?? ''}`)
  })
  return troubles
}

/** Every word between the desk and an incident takes so long, each way alone: a far server over a bad line. */
export async function slowLine(page: Page, latency: number): Promise<void> {
  if (latency === 0) return
  await page.route('**/api/incidents/**', async (route) => {
    await new Promise((later) => setTimeout(later, latency))
    await route.continue().catch(() => undefined)
  })
}
