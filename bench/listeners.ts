import { connect } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** Browsers that only listen: so many sockets a cookie. Apart from the measuring thread, which would wait behind what they read. */
type Wish = { readonly url: string; readonly cookies: readonly string[]; readonly each: number }

const { url, cookies, each } = workerData as Wish
const { hostname, port } = new URL(url)
const heard = { open: 0, bytes: 0, rows: 0, looks: 0 }
const count = (text: string, word: string): number => text.split(word).length - 1

for (const cookie of cookies) {
  for (let stream = 0; stream < each; stream++) {
    const socket = connect(Number(port), hostname)
    socket.write(`GET /api/stream HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n\r\n`)
    let open = false
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard.bytes += text.length
      heard.rows += count(text, 'event: incident')
      heard.looks += count(text, 'event: hello')
      if (open || heard.looks === 0) return
      open = true
      heard.open += 1
    })
  }
}
parentPort?.on('message', () => parentPort?.postMessage(heard, []))
