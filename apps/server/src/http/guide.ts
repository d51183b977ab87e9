import type { FastifyInstance } from 'fastify'
import { languageOf } from './language.ts'

/** Who is who in the demo town and what to try. */
export function guideRoute(app: FastifyInstance, guide: { page(language: 'ru' | 'en'): string }): void {
  app.route<{ Querystring: { lang?: string } }>({
    method: 'GET',
    url: '/demo',
    config: { access: 'public' },
    schema: { hide: true },
    handler: async ({ query, headers }, reply) => {
      const language = query.lang === 'en' || query.lang === 'ru' ? query.lang : languageOf(headers['accept-language'])
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(guide.page(language))
    },
  })
}
