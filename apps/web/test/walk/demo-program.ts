import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../command-line/bin/otklik.mjs', import.meta.url))

/** `otklik demo` as an operating system runs it: what it said when it was ready, and how to end it. */
export type DemoProgram = { readonly said: string; stop(): Promise<void> }

/**
 * Starts the demo town of an act; terms run around the clock, so that no night stops a walk. Resolves when it is ready.
 * @param url of its database @param directory its data directory
 */
export async function runDemoProgram(act: string, url: string, directory: string): Promise<DemoProgram> {
  const demo = spawn(process.execPath, [program, 'demo', '--act', act, '--around-the-clock', '--lang', 'en'], {
    env: { ...process.env, DATABASE_URL: url, OTKLIK_DATA: directory, PORT: '0', OTKLIK_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<number | null>((resolve) => demo.once('exit', resolve))
  const stop = async () => {
    demo.kill('SIGTERM')
    // A demo that does not stop by itself must not keep the run: its own tests watch how it stops.
    const last = setTimeout(() => demo.kill('SIGKILL'), 30_000)
    await gone
    clearTimeout(last)
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
    return { said, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
