import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { help, meant, pages } from '../src/help.ts'
import { readOptions } from '../src/options.ts'
import type { Io } from '../src/io.ts'
import { run } from '../src/run.ts'

const read = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? Buffer.alloc(0)).toString('utf8')

async function otklik(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const code = await run(args, { stdin: new PassThrough(), stdout, stderr } as unknown as Io)
  return { code, out: read(stdout), err: read(stderr) }
}

describe('otklik', () => {
  it('lists every command in Russian, and in English when asked', async () => {
    const russian = await otklik()
    const english = await otklik('help', '--lang', 'en')
    for (const name of Object.keys(pages)) {
      expect(russian.out).toContain(name)
      expect(english.out).toContain(name)
    }
    expect(russian.out).toContain('Коды выхода')
    expect(english.out).not.toMatch(/[а-яё]{4,}/i)
  })

  it('explains each command in both languages', async () => {
    const explained = (Object.keys(pages) as (keyof typeof pages)[]).filter((name) => name !== 'help' && name !== 'version')
    for (const name of explained) {
      expect(await otklik(name, '--help')).toEqual({ code: 0, out: help(name, 'ru'), err: '' })
      expect(await otklik(name, '--help', '--lang', 'en')).toEqual({ code: 0, out: help(name, 'en'), err: '' })
    }
  })

  it('takes a mistyped command for what it probably means', async () => {
    const { code, err } = await otklik('sevre')
    expect(code).toBe(2)
    expect(err).toContain('otklik serve')
    expect(meant('regulations')).toBe('regulation')
    expect(meant('xyzzy')).toBeNull()
  })

  it('refuses an option that the command does not know, and names it', async () => {
    const { code, err } = await otklik('serve', '--rôle', 'web')
    expect(code).toBe(2)
    expect(err).toContain('--rôle')
    expect(err).toContain('otklik serve --help')
  })

  it('says in both languages what is wrong with an option, and what is one word too many', async () => {
    const told = async (...args: string[]) => [(await otklik(...args)).err, (await otklik(...args, '--lang', 'en')).err]
    expect(await told('serve', '--rol', 'web')).toEqual([
      'Нет параметра --rol. См. otklik serve --help.\n',
      'There is no option --rol. See otklik serve --help.\n',
    ])
    expect(await told('plan', '--now', '--json')).toEqual([
      'Параметру --now нужно значение. См. otklik plan --help.\n',
      'The option --now needs a value. See otklik plan --help.\n',
    ])
    expect((await otklik('verify', '--lang=en', 'everything')).err).toBe('Not understood: everything. See otklik verify --help.\n')
    expect((await otklik('regulation', 'check')).err).toBe('Ожидается: otklik regulation check ID|FILE. См. otklik regulation --help.\n')
  })

  it('knows the short names of help and version', async () => {
    expect(await otklik('-h')).toEqual(await otklik('help'))
    expect(await otklik('-v')).toEqual(await otklik('version'))
  })

  it('refuses a role that does not exist', async () => {
    expect(await otklik('serve', '--role', 'boss', '--lang', 'en')).toMatchObject({ code: 2, err: '--role is all, web or worker.\n' })
  })

  it('refuses an anchor that is not written as it was printed', async () => {
    for (const wrong of ['12', '12:abc', `0:${'a'.repeat(64)}`]) {
      expect(await otklik('verify', '--anchor', wrong)).toMatchObject({ code: 2, err: expect.stringContaining('НОМЕР:ХЕШ') as string })
    }
  })

  it('asks for the file of a backup', () => {
    expect(() => readOptions('backup', [], {}, ['FILE'])).toThrow('otklik backup FILE')
  })
})
