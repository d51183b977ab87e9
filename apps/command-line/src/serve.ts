import { isAway } from '@otklik/storage'
import { readConfig } from '@otklik/server/config'
import type { House } from '@otklik/server/house'
import { openPatiently } from '@otklik/server/open-patiently'
import { refuseTakenPort, type Role, serve, untilStopped } from '@otklik/server/serve'
import { readOptions } from './options.ts'
import type { Io } from './io.ts'
import { UsageError } from './usage-error.ts'

const roles: readonly Role[] = ['all', 'web', 'worker']

const nobodyYet = {
  ru: 'Войти пока некому. Заведите администратора: otklik admin create --login … --name …\n',
  en: 'Nobody can sign in yet. Make an administrator: otklik admin create --login … --name …\n',
}
const waits = {
  ru: 'Жду базу и начну работу, как только она ответит.',
  en: 'Waiting for it; work begins as soon as it answers.',
}

/** False also where nobody can say: the database may be gone again. */
async function isFounded({ storage }: House): Promise<boolean> {
  try {
    return (await storage.organisation.tenants()).length > 0
  } catch (error) {
    if (isAway(error)) return true
    throw error
  }
}

/** `otklik serve`: runs until it is asked to stop, whatever becomes of its database meanwhile. */
export async function runServe(args: string[], { stdout, stderr }: Io, language: 'ru' | 'en'): Promise<number> {
  const { options } = readOptions('serve', args, { role: 'string', port: 'string', host: 'string' })
  const role = roles.find((each) => each === (options.role ?? 'all'))
  if (role === undefined) throw new UsageError('--role бывает all, web и worker.', '--role is all, web or worker.')
  const env = {
    ...process.env,
    ...(options.port === undefined ? {} : { PORT: options.port }),
    ...(options.host === undefined ? {} : { HOST: options.host }),
  }
  const given = readConfig(env, process.cwd(), { directory: '.otklik' })
  if (role !== 'worker') await refuseTakenPort(given)
  const stopping = new AbortController()
  const stopped = untilStopped().then(() => stopping.abort())
  const opened = await openPatiently(given, {
    web: role !== 'worker',
    say: (reason) => stderr.write(`${reason[language]} ${waits[language]}\n`),
    signal: stopping.signal,
  })
  if (opened === null) return 0
  const { house, config } = opened
  try {
    if (role !== 'worker' && !(await isFounded(house))) stderr.write(nobodyYet[language])
    const running = await serve(house, config, role)
    stdout.write(running.url === null ? 'ready worker\n' : `ready ${running.url}\n`)
    await stopped
    await running.stop()
  } finally {
    await house.close()
  }
  return 0
}
