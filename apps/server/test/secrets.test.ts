import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'
import { guideFor } from '../../demo/src/guide.ts'
import { steps } from '../../demo/src/letter.ts'
import { loadKey } from '../src/key.ts'
import { procedureOf } from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import { shippedAct } from '../src/organisation/shipped-act.ts'

const lesozavodsk = shippedAct('lesozavodsk-2022')
const { title: act } = lesozavodsk
const procedure = procedureOf(lesozavodsk)
const letter = { community: 'http://127.0.0.1:40000/', password: 'zarya-mayak-49', act, procedure, resting: false }

describe('the demo', () => {
  it.each([
    ['127.0.0.1', null],
    ['localhost', null],
    ['::1', null],
  ])('tells its password to whoever sits at this computer: HOST=%s', (host, publicUrl) => {
    const guide = guideFor(letter, { host, publicUrl })
    expect(guide.links).toMatchObject({ password: letter.password })
    expect(guide.page('http://127.0.0.1:8080/', 'ru')).toContain(letter.password)
  })

  it.each([
    ['0.0.0.0', null],
    ['::', null],
    ['192.168.1.5', null],
    ['demo.example', null],
    ['127.0.0.1', 'https://demo.example'],
  ])('and to nobody else: HOST=%s, public address %s', (host, publicUrl) => {
    const guide = guideFor(letter, { host, publicUrl })
    expect(guide.links).toBeNull()
    for (const language of ['ru', 'en'] as const) expect(guide.page('http://localhost:8080/', language)).not.toContain(letter.password)
    expect(guide.page('http://localhost:8080/', 'ru')).toContain('в окне, где запущен')
  })
})

it('the demo asks to try only steps that the act has', () => {
  for (const way of shippedRegulations().map(procedureOf)) {
    const ways = steps('ru', way).join('\n')
    expect(ways.includes('согласуйте (A)')).toBe(way.approve !== null)
    expect(ways.includes('верните его на доработку (B)')).toBe(way.sendBack !== null)
    expect(/Исполнителем [^;\n]*разместите/.test(ways)).toBe(way.publish.by === 'executor')
  }
})

describe.skipIf(process.platform === 'win32')('the file of the key', () => {
  it('is closed when it is made, and refused with the cure when everybody can read it', () => {
    const directory = mkdtempSync(join(tmpdir(), 'otklik-key-'))
    const config = readConfig({ OTKLIK_DATA: directory }, directory, { directory })
    const key = loadKey(config)
    const file = join(directory, 'key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    chmodSync(file, 0o644)
    expect(() => loadKey(config)).toThrow(ConfigError)
    expect(() => loadKey(config)).toThrow(`chmod 600 '${file}'`)
    // A group of its own may read it: secrets that a service is given often come so.
    for (const mode of [0o640, 0o600]) {
      chmodSync(file, mode)
      expect(loadKey(config)).toEqual(key)
    }
    rmSync(directory, { recursive: true })
  })
})
