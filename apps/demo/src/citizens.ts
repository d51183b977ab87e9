import { readFileSync } from 'node:fs'
import { demoMessages, type DemoMessage } from '../town/messages.ts'
import { demoPosts, type PostKey } from '../town/posts.ts'
import type { Log } from '@otklik/server/log'
import { pauseFor } from '@otklik/server/worker/loop'
import type { Writer } from './writer.ts'

const leastMs = 20_000
const mostMs = 40_000
/** The first few come at once: whoever opens the desk finds something to do. */
const firstMessages = 6
const firstPauseMs = 1_500

/** Names for messages that came without one. */
const names = ['Мария', 'Алексей', 'Ольга', 'Сергей', 'Татьяна', 'Дмитрий', 'Елена', 'Николай', 'Светлана', 'Игорь', 'Людмила', 'Павел']

/** Messages of a file, one JSON object with `text` a line; null where there is no file. Other lines are skipped. */
function messagesOf(file: string | null): DemoMessage[] | null {
  if (file === null) return null
  const posts = Object.keys(demoPosts) as PostKey[]
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index): DemoMessage[] => {
      const text = textOf(line)
      if (text === null) return []
      const author = `${names[index % names.length] ?? ''} ${String.fromCodePoint(0x0410 + (index % 28))}.`
      const post = posts[index % posts.length] ?? 'roads'
      return [
        {
          id: `file-${index}`,
          author,
          post,
          topic: null,
          importance: 'normal',
          treatment: { do: 'route', unit: 'roads' },
          kinds: [],
          follows: null,
          text,
        },
      ]
    })
}

function textOf(line: string): string | null {
  try {
    const { text } = JSON.parse(line) as { text?: unknown }
    return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 4_000) : null
  } catch {
    return null
  }
}

/** Citizens go on writing while one watches: a few at once, then a message every 20 to 40 seconds, each once, until all have been written. */
export async function letCitizensWrite(writer: Writer, file: string | null, signal: AbortSignal, log: Log): Promise<void> {
  const messages = messagesOf(file) ?? demoMessages
  for (const [index, message] of messages.filter(({ id }) => !writer.has(id)).entries()) {
    await pauseFor(index < firstMessages ? firstPauseMs : leastMs + Math.random() * (mostMs - leastMs), signal)
    if (signal.aborted) return
    try {
      writer.write(message)
    } catch (error) {
      // A visitor may have deleted the post or closed its comments: the next citizen writes elsewhere.
      log('citizen.failed', { error })
    }
  }
}
