import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const read = (env: Record<string, string>) => readConfig(env, '/srv/otklik', { directory: '.otklik' })

function fault(env: Record<string, string>): ConfigError {
  try {
    read(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
  }
  throw new Error('no ConfigError')
}

describe('the environment', () => {
  it('needs nothing: an embedded database below the current directory, port 8080 of this machine alone', () => {
    expect(read({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      directory: '/srv/otklik/.otklik',
      location: { kind: 'embedded', directory: '/srv/otklik/.otklik/database' },
      filesDirectory: '/srv/otklik/.otklik/files',
      witnessFile: '/srv/otklik/.otklik/anchors.log',
      publicUrl: null,
      retentionDays: null,
    })
  })

  it('takes a PostgreSQL server by its address', () => {
    const url = 'postgresql://otklik:secret@db:5432/otklik'
    expect(read({ DATABASE_URL: url }).location).toEqual({ kind: 'server', url })
  })

  it('takes an empty variable for an absent one', () => {
    expect(read({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 8080, location: { kind: 'embedded' } })
  })

  it.each([
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ OTKLIK_LEASE_MS: '1' }, 'OTKLIK_LEASE_MS'],
    [{ OTKLIK_RETENTION_DAYS: '29' }, 'OTKLIK_RETENTION_DAYS'],
    [{ OTKLIK_LOG: 'loud' }, 'OTKLIK_LOG'],
    [{ OTKLIK_PUBLIC_URL: 'otklik.example.ru' }, 'OTKLIK_PUBLIC_URL'],
    [{ OTKLIK_PUBLIC_URL: 'https://[not-an-address' }, 'OTKLIK_PUBLIC_URL'],
  ])('names the variable and the cure in both languages: %o', (env, name) => {
    const { ru, en } = fault(env)
    expect(ru).toContain(name)
    expect(en).toContain(name)
    expect(ru).toMatch(/[а-я]/)
  })

  it('does not repeat a database address that is wrong: there may be a password in it', () => {
    expect(fault({ DATABASE_URL: 'mysql://u:hunter22@db/x' }).message).not.toContain('hunter22')
  })
})
