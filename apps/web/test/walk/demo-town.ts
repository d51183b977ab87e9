import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testDatabase } from '../../../../packages/storage/test/database.ts'

const program = fileURLToPath(new URL('../../../command-line/bin/otklik.mjs', import.meta.url))

export type DemoTown = {
  readonly desk: string
  readonly community: string
  readonly password: string
  /** Lets the twenty doubts after which a person is asked pass at once: the outbox spreads them over more than an hour. */
  hurryDoubt(): Promise<void>
  close(): Promise<void>
}

/** `otklik demo` as a newcomer starts it, on a database of its own; terms run around the clock, so that no night stops the walk. */
export async function startDemoTown(act = 'lesozavodsk-2022'): Promise<DemoTown> {
  const database = await testDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'otklik-walk-'))
  const demo = spawn(process.execPath, [program, 'demo', '--act', act, '--around-the-clock', '--lang', 'en'], {
    env: { ...process.env, DATABASE_URL: database.url, OTKLIK_DATA: directory, PORT: '0', OTKLIK_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<number | null>((resolve) => demo.once('exit', resolve))
  const close = async () => {
    demo.kill('SIGTERM')
    // A demo that does not stop by itself must not keep the run: its own tests watch how it stops.
    const last = setTimeout(() => demo.kill('SIGKILL'), 30_000)
    await gone
    clearTimeout(last)
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  }
  const hurryDoubt = async () => {
    const { pool } = await database.connect()
    for (let look = 0; look < 600; look++) {
      const { rowCount } = await pool.query("update intents set doubts = 100, not_before = 0 where state = 'ambiguous'")
      if (rowCount !== 0) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('no intent is in doubt')
  }
  try {
    const said = await new Promise<string>((resolve, reject) => {
      let out = ''
      let trouble = ''
      demo.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        if (/^ready /m.test(out)) resolve(out)
      })
      demo.stderr.on('data', (chunk: Buffer) => {
        trouble += chunk.toString()
      })
      void gone.then((code) => reject(new Error(`the demo ended with ${code}: ${trouble}`)))
    })
    const read = (pattern: RegExp) => {
      const found = pattern.exec(said)?.[1]
      if (found === undefined) throw new Error(`the demo does not say ${pattern}: ${said}`)
      return found
    }
    return {
      desk: read(/^ready (\S+)/m),
      community: read(/^The community page[^\n]*?(http:\S+)/m),
      password: read(/password is (\S+)/),
      hurryDoubt,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
