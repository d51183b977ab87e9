import type { Browser } from './town.ts'

/** A browser's open stream, as far as it has been read. */
export type Hearing = {
  text(): string
  /** Leaves out of `text` what has been heard so far. */
  forget(): void
  /** Reads until these words have come, so many times. @throws when the stream ends before */
  until(words: string, times?: number): Promise<void>
  close(): Promise<void>
}

/** Opens a person's live stream and reads the greeting. */
export async function hear(browser: Browser): Promise<Hearing> {
  const response = await browser.send('GET', '/api/stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!response.ok || reader === undefined) throw new Error(`the stream answered ${response.status}`)
  let heard = ''
  const until: Hearing['until'] = async (words, times = 1) => {
    while (heard.split(words).length <= times) {
      const { done, value } = await reader.read()
      // A stream that has ended answers at once for ever: asking on would leave no turn to the test's own time limit.
      if (done) throw new Error(`the stream ended before «${words}»: ${heard}`)
      heard += value
    }
  }
  await until('event: hello')
  return {
    text: () => heard,
    forget() {
      heard = ''
    },
    until,
    close: () => reader.cancel(),
  }
}
