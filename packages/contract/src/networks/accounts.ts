import { z } from 'zod'
import { id, moment, text } from '../primitives.ts'

/** The longest token in use has about 300 characters. */
const secret = z.string().max(1000)

/** A network connection. Secrets go in and never come out: only which are present. */
export const accountInput = z.object({
  name: z.string().trim().min(1).max(100),
  ownId: z.number().int().positive(),
  apiBase: z.url().max(300).default('https://api.vk.ru/method'),
  receive: z.enum(['webhook', 'poll']),
  active: z.boolean().default(true),
  secrets: z
    .object({
      communityToken: secret,
      serviceToken: secret,
      userToken: secret,
      callbackSecret: secret,
      callbackConfirmation: secret,
    })
    .partial()
    .default({}),
})
export type AccountInput = z.infer<typeof accountInput>

export const accountView = z.object({
  id,
  network: z.literal('vk'),
  name: z.string(),
  ownId: z.number().int(),
  apiBase: z.string(),
  receive: z.enum(['webhook', 'poll']),
  active: z.boolean(),
  present: z.array(z.enum(['communityToken', 'serviceToken', 'userToken', 'callbackSecret', 'callbackConfirmation'])),
  capabilities: z.array(z.string()),
  webhookPath: z.string(),
  health: z.object({ state: z.enum(['ok', 'failing', 'unknown']), text: text.nullable(), at: moment.nullable() }),
})
export type AccountView = z.infer<typeof accountView>

/** An event of a network that waits for a person or for another version of the program. */
export const unhandledEvent = z.object({
  id,
  /** `unreadable`: its form is not the documented one. `failed`: handling it goes wrong again and again, the log says why. */
  state: z.enum(['unreadable', 'failed']),
  at: moment,
  /** What the network calls it; empty where it does not say. */
  type: z.string(),
  /** What was not understood, or what is known of the failure. */
  why: z.array(text),
  /** As the network sent it, without the secret: JSON with indents. Hostile text. */
  payload: z.string(),
})

export const unhandledView = z.object({ total: z.number().int(), events: z.array(unhandledEvent) })
export type UnhandledView = z.infer<typeof unhandledView>

/** `read`: how many can be read now; `tried`: how many that failed are being tried again. */
export const unhandledRetry = z.object({ read: z.number().int(), tried: z.number().int() })
