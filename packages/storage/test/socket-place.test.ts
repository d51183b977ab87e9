import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { socketPlace } from '../src/embedded/socket-place.ts'

const root = process.getuid?.() === 0
const account = root ? { name: 'nobody', uid: 65_534, gid: 65_534 } : null

describe('the place of the socket of a cluster with a long path', () => {
  let victim: string
  let cluster: string
  let place: string
  beforeEach(() => {
    victim = mkdtempSync(join(tmpdir(), 'otklik-victim-'))
    cluster = join(victim, 'x'.repeat(90))
    place = socketPlace(cluster, null)
  })
  afterEach(() => {
    rmSync(place, { recursive: true, force: true })
    rmSync(victim, { recursive: true })
  })

  test('is a short one that belongs to the account of the server alone', () => {
    expect(socketPlace(cluster, account)).toBe(place)
    expect(lstatSync(place).mode & 0o777).toBe(0o700)
    expect(lstatSync(place).uid).toBe(account?.uid ?? process.getuid?.())
    // A second start finds it as it is.
    expect(socketPlace(cluster, account)).toBe(place)
  })

  test('is refused where somebody planted a link there, and what it points at is not given away', () => {
    rmSync(place, { recursive: true })
    symlinkSync(victim, place)
    const { uid } = statSync(victim)
    expect(() => socketPlace(cluster, account)).toThrow(expect.objectContaining({ code: 'directory-denied' }))
    expect(statSync(victim).uid).toBe(uid)
  })

  test('is refused where others may enter', () => {
    rmSync(place, { recursive: true })
    mkdirSync(place)
    chmodSync(place, 0o755)
    expect(() => socketPlace(cluster, account)).toThrow(expect.objectContaining({ code: 'directory-denied' }))
  })
})
