import Fastify from 'fastify'
import { addApi } from './api-routes.ts'
import { createCallback } from './callback.ts'
import { addControl } from './control.ts'
import type { VkSandbox, VkSandboxOptions } from './sandbox-type.ts'
import { toEvent } from './event-stream.ts'
import { createFaults } from './faults.ts'
import { createLate } from './late.ts'
import { createLongPollServer } from './long-poll.ts'
import { createAnswers } from './method-answers.ts'
import { addPage } from './page.ts'
import { createRandom } from './random.ts'
import { createRequestLog } from './requests.ts'
import { createTokens } from './tokens.ts'
import { addUploads } from './upload-routes.ts'
import { createUploads } from './uploads.ts'
import { createWorld } from './world.ts'

/** Starts a pretended VK with one community. State lives in memory. */
export async function startVkSandbox(options: VkSandboxOptions): Promise<VkSandbox> {
  const random = createRandom(options.seed ?? 1)
  let ahead = 0
  const now = (): number => (options.clock?.now() ?? Date.now()) + ahead
  const name = options.name ?? 'Администрация города'
  const screenName = options.screenName ?? `club${options.groupId}`
  const keys = {
    community: options.tokens?.community ?? `vk1.a.community-${random.hex(40)}`,
    service: options.tokens?.service ?? `service-${random.hex(40)}`,
    user: options.tokens?.user ?? `vk1.a.user-${random.hex(40)}`,
  }
  let url = ''
  const base = (): string => url
  const faults = createFaults(random)
  const late = createLate(now)
  const tokens = createTokens(keys, now, options.dailyQuota ?? Number.POSITIVE_INFINITY)
  const requests = createRequestLog()
  const callback = createCallback(options.groupId, faults, options.callbackIntervals ?? [1_000, 2_000, 5_000, 10_000, 30_000, 60_000])
  const poll = createLongPollServer(random, now, faults, { keep: options.longPollKeep ?? 1_000, first: options.firstEvent ?? 1 })
  const watchers = new Set<() => void>()
  const world = createWorld({
    groupId: options.groupId,
    posts: options.posts ?? [],
    users: options.users ?? [],
    firstId: options.firstId ?? 1,
    comments: options.comments ?? [],
    guidMemoryMs: options.guidMemoryMs ?? 60 * 60_000,
    postsADay: options.postsADay ?? Number.POSITIVE_INFINITY,
    now,
    random,
    happened(happening) {
      const event = toEvent(happening, world, url, random)
      poll.push(event)
      callback.push(event)
      for (const watch of watchers) watch()
    },
  })
  const uploads = createUploads(world, random, now, base)
  const openLongPoll = () => poll.open(url, options.groupId)
  const answers = createAnswers({ world, uploads, name, screenName, base, openLongPoll })

  const app = Fastify({ logger: false, bodyLimit: 60 * 1024 * 1024, forceCloseConnections: true })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => done(null, body))
  addApi(app, { answers, tokens, faults, late, requests, world, now })
  addUploads(app, uploads, world, faults)
  poll.routes(app)
  addPage(app, { world, name, screenName, timezone: options.timezone ?? 'Europe/Moscow', watchers })

  const sandbox: VkSandbox = {
    get url() {
      return url
    },
    get apiBase() {
      return `${url}/method`
    },
    groupId: options.groupId,
    tokens: keys,
    faults,
    callback,
    clock: {
      now,
      advance(ms) {
        ahead += ms
        late.land()
      },
    },
    comment(input) {
      const author = input.authorId ?? world.personNamed(input.authorName ?? 'Житель города').id
      const given = input.attachments ?? {}
      const comment = world.add({ postId: input.postId, fromId: author, text: input.text, replyTo: input.replyTo ?? null, given })
      return { id: comment.id, key: `-${options.groupId}_${comment.postId}_${comment.id}`, authorId: author }
    },
    post: (text) => world.publish(text).id,
    posts: world.posts,
    comments(postId) {
      late.land()
      return world.comments(postId)
    },
    people: world.people,
    editComment: (id, text, attachments) => world.edit(id, text, attachments),
    deleteComment: (id) => world.remove(id),
    restoreComment: (id) => world.restore(id),
    closeComments: (postId) => world.closeComments(postId),
    deletePost: world.removePost,
    editPost: world.editPost,
    deactivate: (personId, how) => world.deactivate(personId, how),
    blockUs: world.blockUs,
    ban: world.ban,
    revoke: tokens.revoke,
    expireUploads: uploads.expire,
    ledger() {
      late.land()
      return world.ledger()
    },
    postLedger() {
      late.land()
      return world.postLedger()
    },
    requests: requests.list,
    clearRequests: () => requests.clear(),
    assertClean: () => requests.assertClean(),
    async reset() {
      await callback.reset()
      faults.clear()
      late.clear()
      tokens.reset()
      requests.clear()
      world.reset()
      for (const watch of watchers) watch()
    },
    async close() {
      await callback.reset()
      poll.wake()
      watchers.clear()
      const closed = app.close()
      app.server.closeAllConnections()
      await closed
    },
  }
  addControl(app, sandbox)
  url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })
  return sandbox
}
