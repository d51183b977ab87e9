import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { spoil } from './api-routes.ts'
import type { Faults } from './faults.ts'
import type { Uploads } from './uploads.ts'
import type { World } from './world.ts'

/** The upload server, and the pictures and documents themselves for those who look at the page. */
export function addUploads(app: FastifyInstance, uploads: Uploads, world: World, faults: Faults): void {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_, body, done) => done(null, body))

  app.post<{ Params: { key: string } }>('/upload/:key', async (request, reply) => {
    for (const effect of faults.strike('upload')) {
      if (effect.kind === 'latency') await wait(effect.ms)
      else {
        const spoilt = spoil(effect, request, reply, { server: 1, photo: '[]', hash: '' })
        if (spoilt !== undefined) return spoilt
      }
    }
    return uploads.receive(request.params.key, await readFile(request.body, request.headers['content-type'] ?? ''))
  })

  app.get<{ Params: { id: string } }>('/photo/:id', (request, reply) => {
    const photo = world.photo(Number(request.params.id))
    if (photo === undefined) return reply.code(404).send({ error: 'no such photo' })
    return reply
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'")
      .type(photo.type)
      .send(Buffer.from(photo.bytes))
  })

  app.get<{ Params: { id: string } }>('/doc/:id', (request, reply) => {
    const doc = world.doc(Number(request.params.id))
    if (doc === undefined) return reply.code(404).send({ error: 'no such document' })
    const name = encodeURIComponent(doc.title.toWellFormed()).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
    return reply
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .type(doc.type)
      .send(Buffer.from(doc.bytes))
  })
}

async function readFile(body: unknown, type: string): Promise<Uint8Array | null> {
  if (!(body instanceof Uint8Array)) return null
  try {
    const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
    const file = form.get('photo')
    return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : null
  } catch {
    return null
  }
}
