import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copyOf } from '../../../../packages/storage/test/template.ts'
import { runDemoProgram } from './demo-program.ts'

export type DemoTown = {
  readonly desk: string
  readonly community: string
  readonly password: string
  /** Lets the twenty doubts after which a person is asked pass at once: the outbox spreads them over more than an hour. */
  hurryDoubt(): Promise<void>
  close(): Promise<void>
}

/** A newcomer's start: the town is founded, its past told, and the program stopped. */
const toldTown =
  (act: string) =>
  async ({ url }: { readonly url: string }, directory: string) => {
    const founding = await runDemoProgram(act, url, directory)
    await founding.stop()
    // Every copy takes a port of its own for its community instead of running after the first one's.
    const file = join(directory, act, 'demo.json')
    await writeFile(file, JSON.stringify({ ...(JSON.parse(await readFile(file, 'utf8')) as object), sandboxPort: 0 }), { mode: 0o600 })
    return {}
  }

/** `otklik demo` on a town of its own, going on with the past that the first start of the run has told. */
export async function startDemoTown(act = 'lesozavodsk-2022'): Promise<DemoTown> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-walk-'))
  const { database } = await copyOf(`demo ${act}`, directory, toldTown(act))
  const away = async () => {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  }
  const demo = await runDemoProgram(act, database.url, directory).catch(async (error: unknown) => {
    await away()
    throw error
  })
  const hurryDoubt = async () => {
    const { pool } = await database.connect()
    for (let look = 0; look < 600; look++) {
      const { rowCount } = await pool.query("update intents set doubts = 100, not_before = 0 where state = 'ambiguous'")
      if (rowCount !== 0) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error('no intent is in doubt')
  }
  const close = async () => {
    await demo.stop()
    await away()
  }
  const read = (pattern: RegExp) => {
    const found = pattern.exec(demo.said)?.[1]
    if (found === undefined) throw new Error(`the demo does not say ${pattern}: ${demo.said}`)
    return found
  }
  try {
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
