import { type Route, routes } from '@otklik/contract'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTown, problemOf, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
})
afterAll(() => town.close())

const beyond = ['/api/stream', '/api/openapi.json', '/healthz', `/api/files/${'a'.repeat(64)}`].map((path) => ({ method: 'GET', path }))
const known = Object.values<Route>(routes).filter(({ path, method }) => !(path === '/api/session' && method === 'DELETE'))

describe('a query', () => {
  it.each([...known, ...beyond, { method: 'POST', path: '/api/files' }])(
    'with a name that $method $path does not know is refused',
    async ({ method, path }) => {
      const address = path.replace(':id', '00000000-0000-4000-8000-000000000000').replace(':year', '2026')
      // Whoever may call the route: the gate answers before the query is looked at.
      for (const login of ['curator', 'admin'] as const) {
        const answer = await (await town.as(login)).send(method, `${address}?nobody-knows=1`, method === 'GET' ? undefined : {})
        const { code, errors = [] } = await problemOf(answer)
        if (code === 'forbidden') continue
        expect(code).toMatch(/^(?:invalid-request|wrong-media-type|key-missing|malformed-body)$/)
        expect(method === 'GET' ? errors.map((error) => error.path) : ['querystring']).toEqual(['querystring'])
      }
    },
  )

  it.each(['cursor=x', 'cursor=1.2', 'cursor=', 'view=mine&cursor=%00', 'limit=-1', 'limit=1&limit=2', 'status=unknown'])(
    'that no page of the queue answers is refused: %s',
    async (query) => {
      expect((await problemOf(await (await town.as('curator')).send('GET', `/api/queue?${query}`))).code).toBe('invalid-request')
    },
  )
})

it('says in every answer which powers of the browser its page may not use', async () => {
  for (const path of ['/api/door', '/api/session', '/nothing-there', '/healthz']) {
    expect((await town.nobody().send('GET', path)).headers.get('permissions-policy')).toContain('camera=(), ')
  }
})

describe('uploads', () => {
  it('are counted by person and day, by number and by bytes, and many at once as one after another', async () => {
    const { files } = town.house.storage
    const [curator, roads] = await Promise.all([town.viewer('curator'), town.viewer('roads')])
    const most = { files: 5, bytes: 1_000 }
    const taken = await Promise.all(Array.from({ length: 20 }, () => files.countUpload(curator, 100, most)))
    expect(taken.filter(Boolean)).toHaveLength(5)
    expect(await files.countUpload(roads, 900, most)).toBe(true)
    expect(await files.countUpload(roads, 200, most)).toBe(false)
    expect(await files.countUpload(roads, 100, most)).toBe(true)
    expect(await files.countUpload(await town.viewer('head'), 1_001, most)).toBe(false)
    town.setClock('2024-04-08T23:59:00+10:00')
    expect(await files.countUpload(curator, 100, most)).toBe(false)
    town.setClock('2024-04-09T00:01:00+10:00')
    expect(await files.countUpload(curator, 100, most)).toBe(true)
  })

  it('that were never handed in are gone after thirty days, from the disk too; what was handed in stays', async () => {
    const { storage } = town.house
    const [curator, viewer] = [await town.as('curator'), await town.viewer('curator')]
    const upload = async (background: string) => {
      const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
        .jpeg()
        .toBuffer()
      const form = new FormData()
      form.set('file', new Blob([picture], { type: 'image/jpeg' }), 'x.jpg')
      return curator.post<{ id: string }>('/api/files', form)
    }
    const [lost, renewed] = [await upload('#123'), await upload('#456')]
    town.setClock('2024-05-01T10:00:00+10:00')
    await upload('#456')
    town.setClock('2024-05-20T10:00:00+10:00')
    await storage.retention.expire(null)
    expect(await storage.files.get(viewer.tenantId, lost.id)).toBeNull()
    expect(await storage.files.get(viewer.tenantId, renewed.id)).not.toBeNull()
    const again = await upload('#123')
    expect(again.id).toBe(lost.id)
    expect(await storage.files.get(viewer.tenantId, lost.id)).not.toBeNull()
  })
})
