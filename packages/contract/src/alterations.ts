import { z } from 'zod'
import { id, moment } from './primitives.ts'
import type { Route } from './routes.ts'

/**
 * What the program found to be not as it was sealed. Of a reply to be sent: `no-cause`, the record asks for none such; `record`, the incident's
 * record is not sound; `ended`, the record had ended it; `unlike`, the columns named differ. `file`: the bytes of a photo are others.
 * `reply`: another text than ours stands in the network.
 */
export const alterationView = z.object({
  id,
  why: z.enum(['no-cause', 'record', 'ended', 'unlike', 'file', 'reply']),
  incident: z.object({ id, number: z.string() }).nullable(),
  columns: z.array(z.string()),
  times: z.number().int(),
  foundAt: moment,
  seen: z.object({ at: moment, by: z.string() }).nullable(),
})

const access = 'manageOrganisation'

/** For administrators: what was found, and that it was looked into. */
export const alterationRoutes = {
  alterations: {
    method: 'GET',
    path: '/api/alterations',
    access,
    summary: {
      ru: 'Что изменили мимо программы: она это нашла и не отправила',
      en: 'What was altered past the program: it was found and not sent',
    },
    response: z.object({ alterations: z.array(alterationView) }),
  },
  alterationSeen: {
    method: 'POST',
    path: '/api/alterations/:id/seen',
    access,
    summary: { ru: 'Подмена разобрана: больше не звать', en: 'This alteration was looked into: ring no more' },
    params: z.object({ id }),
    response: z.object({ ok: z.literal(true) }),
  },
} as const satisfies Record<string, Route>
