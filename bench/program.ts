import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../apps/command-line/src/main.ts')

export type Program = {
  readonly url: string
  /** Milliseconds from the start of the process to its first answer 200. */
  readonly startMs: number
  /** Resident memory of the process now, megabytes. */
  memory(): number
  stop(): Promise<void>
}

/** `otklik serve` as people start it, over data that stand already. */
export async function startProgram(env: Readonly<Record<string, string>>): Promise<Program> {
  const started = performance.now()
  const child = spawn(process.execPath, [main, 'serve'], { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await readyUrl(child)
  const { status } = await fetch(new URL('/healthz', url))
  if (status !== 200) throw new Error(`/healthz answered ${status}`)
  const startMs = performance.now() - started
  return {
    url,
    startMs,
    memory: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const url = /^ready (http\S+)$/m.exec(said)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`otklik serve ended with ${code}`)))
  })
}
