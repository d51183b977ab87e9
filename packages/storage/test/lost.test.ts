import { describe, expect, it } from 'vitest'
import { isAway, isDiskFull, isLost } from '../src/engine/lost.ts'
import { faultInWork, faultOfServer } from '../src/engine/server-fault.ts'

const said = (code: string, more: object = {}, message = code): Error => Object.assign(new Error(message), { code, ...more })
const caused = (cause: unknown): Error => new Error('a library wrapped it', { cause })

describe('a lost database', () => {
  it.each([
    ['cut off by an administrator', said('57P01')],
    ['cut off because another session crashed', said('57P02')],
    ['starting or shutting down', said('57P03')],
    ['dropped under us', said('57P04')],
    ['idle for too long by its own setting', said('57P05')],
    ['a statement that was given up', said('57014')],
    ['no connection left', said('53300')],
    ['a standby that takes no writes, after a failover', said('25006')],
    ['a transaction that stood idle', said('25P03')],
    ['a broken protocol', said('08P01')],
    ['nobody listens', said('ECONNREFUSED')],
    ['nobody listens at any of its addresses', new AggregateError([said('ECONNREFUSED'), said('ETIMEDOUT')], '')],
    ['the socket is gone', said('ENOENT', { syscall: 'connect', address: '/run/postgresql/.s.PGSQL.5432' })],
    ['the name is not known', said('ENOTFOUND')],
    ['the resolver is away', said('EAI_AGAIN')],
    ['the network is away', said('ENETUNREACH')],
    ['a cut cable', said('ETIMEDOUT')],
    ['the session ended in the middle', new Error('Connection terminated unexpectedly')],
    ['a session that had ended', new Error('Client was closed and is not queryable')],
    ['a server that answers nothing', new Error('Query read timeout')],
    ['a pool that gets no session', new Error('timeout exceeded when trying to connect')],
    ['the database is closed to connections', said('55000', { severity: 'FATAL' })],
    ['wrapped by a library', caused(caused(said('57P01')))],
  ])('%s', (_, error) => {
    expect(isLost(error)).toBe(true)
    expect(isAway(error)).toBe(true)
    expect(faultOfServer(error).code).toBe('server-away')
  })

  it.each([
    ['a wrong password', said('28P01', { severity: 'FATAL' })],
    ['no such database', said('3D000', { severity: 'FATAL' })],
    ['no such user', said('28000', { severity: 'FATAL' })],
  ])('%s is for a person to mend: a start ends with it, a running program waits', (_, error) => {
    expect(isLost(error)).toBe(false)
    expect(isAway(error)).toBe(true)
    const { code, ru, en } = faultOfServer(error)
    expect(code).toBe('server-unreachable')
    expect(ru).toContain('Проверьте DATABASE_URL')
    expect(en).toContain('Check DATABASE_URL')
  })

  it.each([
    ['a unique key', said('23505', { severity: 'ERROR' })],
    ['a missing file', said('ENOENT', { syscall: 'open', path: '/srv/otklik/files/1' })],
    ['a network that is away', new TypeError('fetch failed', { cause: said('ECONNREFUSED') })],
    ['a fault of ours', new TypeError('x is not a function')],
    ['no error at all', 'ECONNREFUSED'],
  ])('%s is none', (_, error) => {
    expect(isAway(error)).toBe(false)
  })

  it('in the middle of work leaves open whether it was done, and never says that it was not', () => {
    for (const error of [said('57P01'), new Error('Connection terminated unexpectedly'), said('53100'), caused(said('08006'))]) {
      const fault = faultInWork(error)
      expect(fault?.ru).toContain('неизвестно')
      expect(fault?.en).toContain('not known')
    }
    expect(faultInWork(said('EROFS', { syscall: 'open', path: '/srv/otklik/key' }))).toMatchObject({
      code: 'directory-read-only',
      ru: expect.stringContaining('/srv/otklik/key'),
    })
    expect(faultInWork(new TypeError('x is not a function'))).toBeNull()
    expect(faultInWork(said('23505', { severity: 'ERROR' }))).toBeNull()
  })

  it("a full disk is told as such, the server's and ours", () => {
    for (const error of [said('53100'), said('ENOSPC'), said('EDQUOT'), caused(said('53100'))]) expect(isDiskFull(error)).toBe(true)
    expect(isDiskFull(said('57P01'))).toBe(false)
    expect(faultOfServer(said('53100'))).toMatchObject({ code: 'disk-full', ru: expect.not.stringContaining('DATABASE_URL') })
  })
})
