import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeOf } from '../src/files/file-bytes.ts'
import { fileStorage } from '../src/files/files.ts'
import { organisationStorage } from '../src/organisation/organisation.ts'
import { type Viewer, viewerOf } from '@otklik/casework'
import type { Storage } from '../src/storage.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { NO_REPLAN, TOWN_SCHEDULE } from './town-schedule.ts'

const at = () => Date.parse('2026-03-02T09:00:00+10:00')
const directory = mkdtempSync(join(tmpdir(), 'otklik-files-'))
const photo = Buffer.from('фотография ямы на Ленина, 5')

let database: TestDatabase
let files: Storage['files']
let town: string
let otherTown: string
let viewer: Viewer

beforeAll(async () => {
  database = await testDatabase()
  const connection = await database.connect()
  const organisation = organisationStorage(connection, at, NO_REPLAN)
  const make = (name: string) =>
    organisation.createTenant({ name, regulationId: 'yelets-2023', scheduleSource: TOWN_SCHEDULE, demo: false })
  town = await make('Елец')
  otherTown = await make('Лебедянь')
  const person = { name: 'Анна', login: 'anna', roles: ['executor'], unitIds: [], active: true, userId: null }
  const personId = await organisation.savePerson(town, null, person)
  viewer = viewerOf({ ...person, tenantId: town, personId }, 0, [])
  files = fileStorage(connection, directory, at, async (_viewer, id) => id.startsWith('0'))
})
afterAll(async () => {
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

describe('a file', () => {
  test('is named by the SHA-256 of its bytes and comes back whole', async () => {
    const kept = await files.put(town, photo, 'яма.jpg', 'image/jpeg')
    expect(kept).toEqual({
      id: '86a89474e02a1e13305938cf60e639ab9fe304cf0b09df6c12713ca8aa28ee8f',
      name: 'яма.jpg',
      type: 'image/jpeg',
      bytes: photo.length,
    })
    const back = await files.get(town, kept.id)
    expect(back?.name).toBe('яма.jpg')
    expect(Buffer.from(back?.bytes ?? []).equals(photo)).toBe(true)
  })

  test('put ten times at once stands once on the disk, without drafts beside it, for its owner alone', async () => {
    const bytes = Buffer.from('один и тот же снимок')
    const all = await Promise.all(Array.from({ length: 10 }, () => files.put(town, bytes, 'снимок.jpg', 'image/jpeg')))
    const place = placeOf(directory, all[0]?.id ?? '')
    expect(readdirSync(join(place, '..'))).toEqual([all[0]?.id])
    expect(statSync(place).mode & 0o777).toBe(0o600)
  })

  test('of one organisation is not another’s, though the bytes are the same', async () => {
    const { id } = await files.put(town, Buffer.from('смета'), 'смета.pdf', 'application/pdf')
    expect(await files.get(otherTown, id)).toBeNull()
  })

  test('changed on the disk is not handed out', async () => {
    const { id } = await files.put(town, Buffer.from('акт осмотра'), 'акт.pdf', 'application/pdf')
    rmSync(placeOf(directory, id))
    writeFileSync(placeOf(directory, id), 'другой акт')
    await expect(files.get(town, id)).rejects.toMatchObject({ code: 'file-damaged' })
  })

  test('cannot be named by a path', async () => {
    expect(await files.get(town, '../../etc/passwd')).toBeNull()
    expect(() => placeOf(directory, '../../etc/passwd')).toThrow('SHA-256')
  })

  test('is seen by whoever brought it, and by those who may see an incident that carries it', async () => {
    const own = await files.put(town, Buffer.from('моё'), 'моё.jpg', 'image/jpeg', viewer.personId)
    const alien = await files.put(town, Buffer.from('чужое'), 'чужое.jpg', 'image/jpeg')
    expect(await files.visible(viewer, own.id)).toBe(true)
    expect(await files.visible({ ...viewer, tenantId: otherTown }, own.id)).toBe(false)
    expect(await files.visible(viewer, alien.id)).toBe(false)
    expect(await files.visible(viewer, `0${alien.id.slice(1)}`)).toBe(true)
  })
})
