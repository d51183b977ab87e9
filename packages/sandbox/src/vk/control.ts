import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { VkSandbox } from './sandbox-type.ts'

const kinds = z.enum(['community', 'service', 'user'])
const after = z.boolean().optional()

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: z.number().int().min(0) }),
  z.strictObject({
    kind: z.enum(['reset-before', 'reset-after', 'hang-before', 'hang-after', 'truncated', 'shape', 'delete-target', 'reorder']),
  }),
  z.strictObject({ kind: z.enum(['502-html', '502-json']), after }),
  z.strictObject({
    kind: z.literal('late'),
    lands: z.union([z.strictObject({ calls: z.number().int().min(1) }), z.strictObject({ ms: z.number().int().min(0) })]),
    hang: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('short'), items: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('error'), code: z.number().int(), after }),
  z.strictObject({ kind: z.literal('revoke'), token: kinds }),
  z.strictObject({ kind: z.literal('failed'), failed: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
  z.strictObject({ kind: z.literal('duplicate'), times: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number().int().min(0) }),
])

const fault = z.strictObject({
  method: z.string().min(1),
  effect,
  nth: z.number().int().min(1).optional(),
  times: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
})

/** Without keys of absent fields, as the exact optional types of the sandbox want them. */
const present = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as { [K in keyof Value]: Exclude<Value[K], undefined> }

/** Files as Base64, other things in VK's own form. */
const attachments = z
  .strictObject({
    keep: z.array(z.number().int()).optional(),
    files: z.array(z.strictObject({ name: z.string().min(1), base64: z.base64() })).optional(),
    raw: z.array(z.looseObject({ type: z.string() })).optional(),
  })
  .transform(({ files, ...rest }) =>
    present({ ...rest, files: files?.map(({ name, base64 }) => ({ name, bytes: new Uint8Array(Buffer.from(base64, 'base64')) })) }),
  )
  .optional()

const comment = z.strictObject({
  postId: z.number().int(),
  authorId: z.number().int().optional(),
  authorName: z.string().min(1).optional(),
  text: z.string(),
  replyTo: z.number().int().optional(),
  attachments,
})

const id = z.strictObject({ id: z.number().int() })

/**
 * `/__sim/*`: the same as the sandbox object's methods, for whoever runs it as a process of its own. JSON only, so that no page of
 * another site can send here without being asked.
 */
export function addControl(app: FastifyInstance, sandbox: VkSandbox): void {
  const done = { ok: true }
  const orders: Readonly<Record<string, (body: unknown) => unknown>> = {
    faults: (body) => sandbox.faults.add(present(fault.parse(body)) as Parameters<typeof sandbox.faults.add>[0]),
    'faults/clear': () => sandbox.faults.clear(),
    clock: (body) => sandbox.clock.advance(z.strictObject({ advanceMs: z.number().int().min(0) }).parse(body).advanceMs),
    reset: () => sandbox.reset(),
    comments: (body) => sandbox.comment(present(comment.parse(body))),
    'comments/edit': (body) => {
      const order = z.strictObject({ id: z.number().int(), text: z.string(), attachments }).parse(body)
      sandbox.editComment(order.id, order.text, order.attachments)
    },
    'comments/delete': (body) => sandbox.deleteComment(id.parse(body).id),
    'comments/restore': (body) => sandbox.restoreComment(id.parse(body).id),
    posts: (body) => sandbox.post(z.strictObject({ text: z.string().min(1) }).parse(body).text),
    'posts/edit': (body) => {
      const order = z.strictObject({ id: z.number().int(), text: z.string() }).parse(body)
      sandbox.editPost(order.id, order.text)
    },
    'posts/close': (body) => sandbox.closeComments(id.parse(body).id),
    'posts/delete': (body) => sandbox.deletePost(id.parse(body).id),
    'people/deactivate': (body) => {
      const order = z.strictObject({ id: z.number().int(), how: z.enum(['deleted', 'banned']) }).parse(body)
      sandbox.deactivate(order.id, order.how)
    },
    'people/block-us': (body) => sandbox.blockUs(id.parse(body).id),
    'people/ban': (body) => sandbox.ban(id.parse(body).id),
    'tokens/revoke': (body) => sandbox.revoke(z.strictObject({ token: kinds }).parse(body).token),
    'uploads/expire': () => sandbox.expireUploads(),
    callback: (body) =>
      sandbox.callback.connect(z.strictObject({ url: z.url(), secret: z.string(), confirmation: z.string() }).parse(body)),
  }

  app.get('/__sim/ledger', () => sandbox.ledger())
  app.get('/__sim/ledger/posts', () => sandbox.postLedger())
  app.get('/__sim/requests', () => sandbox.requests())
  app.get('/__sim/deliveries', () => sandbox.callback.deliveries())
  app.get('/__sim/clock', () => ({ now: sandbox.clock.now() }))
  app.post<{ Params: { '*': string } }>('/__sim/*', async (request, reply) => {
    const order = Object.hasOwn(orders, request.params['*']) ? orders[request.params['*']] : undefined
    if (order === undefined) return reply.code(404).send({ error: 'no such order' })
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return reply.code(415).send({ error: 'application/json' })
    try {
      return (await order(request.body)) ?? done
    } catch (error) {
      return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) })
    }
  })
}
