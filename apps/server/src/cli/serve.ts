import { readConfig } from '../config.ts'
import { openHouse } from '../open-house.ts'
import { type Role, serve, untilStopped } from '../serve.ts'
import { readOptions } from './options.ts'
import type { Io } from './run.ts'
import { UsageError } from './usage-error.ts'

const roles: readonly Role[] = ['all', 'web', 'worker']

/** `otklik serve`: runs until it is asked to stop. */
export async function runServe(args: string[], { stdout, stderr }: Io, language: 'ru' | 'en'): Promise<number> {
  const { options } = readOptions('serve', args, { role: 'string', port: 'string', host: 'string' })
  const role = roles.find((each) => each === (options.role ?? 'all'))
  if (role === undefined) throw new UsageError('--role бывает all, web и worker.', '--role is all, web or worker.')
  const env = {
    ...process.env,
    ...(options.port === undefined ? {} : { PORT: options.port }),
    ...(options.host === undefined ? {} : { HOST: options.host }),
  }
  const config = readConfig(env, process.cwd(), { directory: '.otklik' })
  const house = await openHouse(config)
  try {
    if (role !== 'worker' && (await house.storage.organisation.tenants()).length === 0) {
      stderr.write(
        language === 'ru'
          ? 'Войти пока некому. Заведите администратора: otklik admin create --login … --name …\n'
          : 'Nobody can sign in yet. Make an administrator: otklik admin create --login … --name …\n',
      )
    }
    const running = await serve(house, config, role)
    const stopped = untilStopped()
    stdout.write(running.url === null ? 'ready worker\n' : `ready ${running.url}\n`)
    await stopped
    await running.stop()
  } finally {
    await house.close()
  }
  return 0
}
