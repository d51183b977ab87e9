import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTown, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
})
afterAll(() => town.close())

const kept = (response: Response): string | null => response.headers.get('cache-control')

describe('on a computer that others use too', () => {
  it.each(['/api/session', '/api/queue', '/api/directory', '/api/door', '/api/openapi.json', '/api/nothing', '/api/stream'])(
    'nothing of %s is kept',
    async (path) => {
      const browser = await town.as('curator')
      const leaving = new AbortController()
      const response = await fetch(new URL(path, town.url), { headers: { cookie: browser.cookie }, signal: leaving.signal })
      expect(kept(response)).toBe('no-store')
      leaving.abort()
    },
  )

  it('a photograph is asked for each time, sent once, and not shown after its person signed out', async () => {
    const roads = town.nobody()
    await roads.signIn('roads')
    const form = new FormData()
    const pixels = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#0a0' } })
      .png()
      .toBuffer()
    form.set('file', new Blob([Uint8Array.from(pixels)]), 'мост.png')
    const { id } = await roads.post<{ id: string }>('/api/files', form)
    const first = await roads.send('GET', `/api/files/${id}`)
    expect([first.status, kept(first)]).toEqual([200, 'private, no-cache'])
    const etag = first.headers.get('etag') ?? ''
    const again = (seen: string): Promise<Response> => roads.send('GET', `/api/files/${id}`, undefined, { 'if-none-match': seen })
    const unchanged = await again(`"other", W/${etag}`)
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
    expect((await again('"other"')).status).toBe(200)
    const housing = await town.as('housing')
    expect((await housing.send('GET', `/api/files/${id}`, undefined, { 'if-none-match': etag })).status).toBe(404)
    expect((await roads.send('DELETE', '/api/session')).status).toBe(200)
    expect((await again(etag)).status).toBe(401)
  })
})
