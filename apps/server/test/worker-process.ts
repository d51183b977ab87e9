import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../../command-line/src/main.ts')

const served: readonly string[] = [main, 'serve', '--role', 'worker']

/** The same worker with a second kind of stream, which lives in the tests. */
export const workerWithPosts: readonly string[] = [join(import.meta.dirname, 'worker-with-posts.ts')]

/** `otklik serve --role worker` (or `program`) as an operating system runs it. Resolves once it says that it is ready. */
export async function startWorker(env: Readonly<Record<string, string>>, program = served): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...program], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let heard = ''
  const said = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('ready worker')) resolve()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      heard = (heard + chunk.toString('utf8')).slice(-4_000)
    })
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${heard}`)))
  })
  await said
  return child
}

/** Pulls the plug: no handler of the process runs. */
export async function killWorker(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
