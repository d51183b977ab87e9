import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { StreamEvent } from '@otklik/contract'
import { Later } from '../apps/web/src/live/later.ts'

/**
 * Browsers of people who look on: so many streams a cookie, and what a desk asks when it hears something, when it asks it. Apart from the
 * measuring thread, which would wait behind what they read.
 */
type Wish = { readonly url: string; readonly cookies: readonly string[]; readonly each: number }

const { url, cookies, each } = workerData as Wish
const { hostname, port } = new URL(url)
const heard = { open: 0, bytes: 0, rows: 0, looks: 0, asked: 0, failed: 0 }
const agent = new Agent({ keepAlive: true })

function ask(cookie: string, paths: readonly string[]): void {
  for (const path of paths) {
    heard.asked += 1
    const asked = get(new URL(path, url), { agent, headers: { cookie, 'accept-encoding': 'gzip' } }, (answer) => {
      if (answer.statusCode !== 200) heard.failed += 1
      answer.resume()
    })
    asked.on('error', () => (heard.failed += 1))
  }
}

const counts = ['/api/queue/counts', '/api/queue?view=all&limit=1']
const everything = ['/api/session', '/api/queue?view=new&limit=50', ...counts]

function open(cookie: string): void {
  const socket = connect(Number(port), hostname)
  socket.write(`GET /api/stream HTTP/1.0\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n\r\n`)
  const recount = new Later(() => ask(cookie, counts), 2_000)
  const again = new Later(() => {
    recount.drop()
    ask(cookie, everything)
  }, 3_000)
  let spread: number | null = null
  let rest = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard.bytes += Buffer.byteLength(text)
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === 'event: incident') {
        heard.rows += 1
        recount.ask(spread ?? 0, 400)
      } else if (line.startsWith('data: {"type":"hello"')) {
        const event = JSON.parse(line.slice(6)) as StreamEvent & { type: 'hello' }
        if (spread === null) heard.open += 1
        else {
          heard.looks += 1
          again.ask(event.spreadMs)
        }
        spread = event.spreadMs
      }
    }
  })
}

for (const cookie of cookies) for (let stream = 0; stream < each; stream++) open(cookie)
parentPort?.on('message', () => parentPort?.postMessage(heard, []))
