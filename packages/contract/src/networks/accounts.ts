import { z } from 'zod'
import { id, moment, networkId, text } from '../primitives.ts'

/** How messages of a connection come in. `none`: nothing comes by itself. */
const way = z.enum(['poll', 'webhook', 'none'])
/** The longest value in use, a token, has about 300 characters. */
const given = z.record(z.string().max(40), z.string().max(1000))

const field = z.object({
  name: z.string(),
  kind: z.enum(['text', 'number', 'address']),
  label: text,
  hint: text.nullable(),
  /** What stands in the form of a new connection. */
  preset: z.string(),
  needed: z.boolean(),
  /** A regular expression for the whole value, and what to enter instead of one that does not fit. */
  pattern: z.string(),
  complaint: text,
})

/** A network as settings draw it: everything that is its own comes from here, words too. What queue and card show of it comes with the session. */
export const networkView = z.object({
  id: z.string(),
  name: text,
  words: z.object({
    connect: text,
    hook: text,
    /** What the network's kinds of events are called, by its own word. */
    events: z.record(z.string(), text),
  }),
  ways: z.array(z.object({ way, text })),
  ownId: field,
  fields: z.array(field),
  /** `way`: asked for only where messages come in this way; null: always. */
  secrets: z.array(z.object({ name: z.string(), label: text, hint: text.nullable(), way: way.nullable() })),
})
export type NetworkView = z.infer<typeof networkView>

/**
 * A connection as a person enters it. Names of `fields` and `secrets` are the network's own. A secret that is not given stays as it is, an empty
 * one is taken away. `network` of a connection that exists does not change.
 */
export const accountInput = z.object({
  network: networkId,
  name: z.string().trim().min(1).max(100),
  ownId: z.string().trim().min(1).max(200),
  fields: given.default({}),
  receive: way,
  active: z.boolean().default(true),
  secrets: given.default({}),
})
export type AccountInput = z.infer<typeof accountInput>

/** A connection. Secrets go in and never come out: only which are present. */
export const accountView = z.object({
  id,
  network: z.string(),
  name: z.string(),
  ownId: z.string(),
  /** The page as a person would name it. */
  page: z.string(),
  fields: z.record(z.string(), z.string()),
  receive: way,
  active: z.boolean(),
  present: z.array(z.string()),
  /** What it can do with these secrets. `reason`: why the program does not do it by itself; null where it does. */
  capabilities: z.array(z.object({ name: z.string(), mode: z.enum(['auto', 'assisted', 'import', 'off']), reason: text.nullable() })),
  /** Where the network is to call. */
  hookPath: z.string(),
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
