import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { answerNotFound } from './answer-errors.ts'

const built = fileURLToPath(new URL('../../../web/dist', import.meta.url))

/** Vite puts a hash of the content into these names: they never change. */
const hashed = /^assets\//
/** A path of the desk itself, as opposed to a file: its last segment has no extension. */
const page = /(^|\/)[^./]*$/

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Отклик</title>
<p>Рабочее место не собрано: выполните <code>npm run build</code>. API работает: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<p lang="en">The desk is not built: run <code>npm run build</code>.</p>`

/** The built desk: its files, compressed beforehand where the build did so, and its first page for every address of its own. */
export async function deskRoutes(app: FastifyInstance, directory: string = built): Promise<void> {
  const present = existsSync(join(directory, 'index.html'))
  if (present) await app.register(fastifyStatic, { root: directory, serve: false, preCompressed: true, cacheControl: false })
  app.route<{ Params: { '*': string } }>({
    method: 'GET',
    url: '/*',
    config: { access: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = request.params['*']
      if (/^(api|hooks|problems)(\/|$)/.test(path)) return answerNotFound(request, reply)
      if (!present) return page.test(path) ? reply.type('text/html; charset=utf-8').send(notBuilt) : answerNotFound(request, reply)
      if (hashed.test(path)) return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path)
      reply.header('cache-control', 'no-cache')
      return reply.sendFile(page.test(path) ? 'index.html' : path)
    },
  })
}
