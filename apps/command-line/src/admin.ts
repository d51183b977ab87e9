import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { personInput } from '@otklik/contract'
import { commonPasswords } from '@otklik/server/sign-in/passwords/common-list'
import { judgePassword } from '@otklik/server/sign-in/passwords/judge-password'
import { readConfig } from '@otklik/server/config'
import { openHouse } from '@otklik/server/open-house'
import { officeHours } from '@otklik/server/organisation/office-hours'
import { shippedAct } from '@otklik/server/organisation/shipped-act'
import { readOptions } from './options.ts'
import type { Io } from './io.ts'
import { UsageError } from './usage-error.ts'

/** 20 letters and digits without look-alikes: people copy it from a screen by hand. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from(randomBytes(20), (byte) => letters[byte % letters.length])
    .join('')
    .replace(/(.{5})(?=.)/g, '$1-')
}

/** `otklik admin create`: the first administrator, and the organisation where there is none. */
export async function runAdmin([step, ...args]: string[], { stdin, stdout }: Io, language: 'ru' | 'en'): Promise<number> {
  if (step !== 'create') throw new UsageError('Ожидается: otklik admin create …', 'Expected: otklik admin create …')
  const { options } = readOptions('admin', args, {
    login: 'string',
    name: 'string',
    organisation: 'string',
    regulation: 'string',
    timezone: 'string',
    'password-stdin': 'boolean',
  })
  const given = options['password-stdin'] === true ? (await text(stdin)).trim() : null
  const password = given ?? newPassword()
  const wanted = personInput.safeParse({ login: options.login, name: options.name, roles: ['administrator'], password })
  if (!wanted.success) {
    const fields = wanted.error.issues.map((issue) => `--${issue.path.join('.')}`).join(', ')
    throw new UsageError(
      `Проверьте ${fields}: логин — 2–60 латинских букв, цифр, точек, дефисов; имя не пустое; пароль от 10 знаков.`,
      `Check ${fields}: a login is 2–60 Latin letters, digits, dots, hyphens; a name is not empty; a password has at least 10 characters.`,
    )
  }
  const { login, name } = wanted.data
  const fault = judgePassword(password, { login, name, organisation: options.organisation ?? '' }, await commonPasswords())
  if (fault !== null) {
    throw new UsageError(
      'Такой пароль легко угадать: он короткий, из списка самых частых, или в нём имя, логин или ряд клавиш. Подайте другой.',
      'Such a password is easily guessed: it is short, a common one, or holds the name, the login or a row of keys. Give another one.',
    )
  }
  const house = await openHouse(readConfig(process.env, process.cwd(), { directory: '.otklik' }))
  try {
    const { organisation } = house.storage
    const tenants = await organisation.tenants()
    const known = options.organisation === undefined ? tenants[0] : tenants.find((tenant) => tenant.name === options.organisation)
    const act = shippedAct(options.regulation ?? 'lesozavodsk-2022')
    const tenantId =
      known?.id ??
      (await organisation.createTenant({
        name: options.organisation ?? (language === 'ru' ? 'Администрация' : 'Administration'),
        regulationId: act.id,
        scheduleSource: officeHours(options.timezone ?? act.timezone),
        demo: false,
      }))
    const userId = await house.signIn.addUser(login, name, password)
    const person = { name, login, roles: ['administrator'], unitIds: [], active: true }
    const personId = await organisation.savePerson(tenantId, null, { ...person, userId: null })
    // It stands on a screen or in a script: whoever signs in with it chooses their own first.
    await organisation.passwordGiven(tenantId, personId, { id: null, address: null, browser: null, device: null })
    await organisation.savePerson(tenantId, personId, { ...person, userId })
    stdout.write(language === 'ru' ? `Администратор ${login} заведён.\n` : `Administrator ${login} was made.\n`)
    if (given === null) stdout.write(`${language === 'ru' ? 'Пароль (показан один раз)' : 'Password (shown once)'}: ${password}\n`)
    stdout.write(language === 'ru' ? 'При первом входе его попросят сменить.\n' : 'The first sign-in asks for another one.\n')
    return 0
  } finally {
    await house.close()
  }
}
