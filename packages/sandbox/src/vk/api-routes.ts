import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FaultEffect, Faults } from './faults.ts'
import type { createAnswers } from './method-answers.ts'
import type { Late } from './late.ts'
import { isMethod, methodRules } from './method-schemas.ts'
import { Refusal } from './refusal.ts'
import type { RequestLog } from './requests.ts'
import type { Tokens } from './tokens.ts'
import type { World } from './world.ts'

export type ApiParts = {
  readonly answers: ReturnType<typeof createAnswers>
  readonly tokens: Tokens
  readonly faults: Faults
  readonly late: Late
  readonly requests: RequestLog
  readonly world: World
  readonly now: () => number
}

type Form = Readonly<Record<string, string>>

const errorBody = (code: number, message: string, method: string, params: Form) => ({
  error: {
    error_code: code,
    error_msg: message,
    request_params: [{ key: 'method', value: method }, ...Object.entries(params).map(([key, value]) => ({ key, value }))],
    ...(code === 14 ? { captcha_sid: '239633676097', captcha_img: 'https://api.vk.com/captcha.php?sid=239633676097' } : {}),
  },
})

/** Cuts the connection as a failing network does: no answer, a reset. */
export function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.resetAndDestroy()
  return reply
}

/** Spoils an answer that is otherwise ready. Undefined: nothing to spoil, send it. */
export function spoil(effect: FaultEffect, request: FastifyRequest, reply: FastifyReply, body: unknown): FastifyReply | undefined {
  const { kind } = effect
  if (kind === 'reset-before' || kind === 'reset-after') return cut(request, reply)
  if (kind === 'hang-before' || kind === 'hang-after') return reply.hijack()
  if (kind === '502-html') {
    return reply.code(502).type('text/html').send('<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>')
  }
  if (kind === '502-json') return reply.code(502).send({ bad: 1 })
  if (kind === 'shape') return reply.send({ response: [] })
  if (kind !== 'truncated') return undefined
  const whole = JSON.stringify(body)
  return reply.type('application/json').send(whole.slice(0, Math.max(1, Math.floor(whole.length / 2))))
}

/** Whether a fault strikes after the effect has happened. */
const isAfter = (effect: FaultEffect): boolean =>
  effect.kind === 'reset-after' ||
  effect.kind === 'hang-after' ||
  effect.kind === 'truncated' ||
  effect.kind === 'shape' ||
  effect.kind === 'late' ||
  effect.kind === 'short' ||
  ('after' in effect && effect.after)

/** `/method/*` as VK speaks it: form fields in, HTTP 200 with `response` or `error` out. */
export function addApi(app: FastifyInstance, parts: ApiParts): void {
  const { tokens, faults, late, world } = parts

  app.post<{ Params: { method: string } }>('/method/:method', async (request, reply) => {
    const { method } = request.params
    const { access_token: token, v, ...params } = readForm(request.body)
    const problems = v === '5.199' ? [] : [`v is ${v ?? 'missing'}`]
    const log = (kind: string, outcome: string) => parts.requests.add({ at: parts.now(), method, token: kind, params, problems, outcome })
    late.call()
    const effects = faults.strike(method)
    for (const effect of effects) {
      if (effect.kind === 'latency') await wait(effect.ms)
      if (effect.kind === 'revoke') tokens.revoke(effect.token)
      if (effect.kind === 'delete-target') world.remove(Number(params['reply_to_comment']))
    }
    const breaking = effects.find((each) => !['latency', 'revoke', 'delete-target'].includes(each.kind))
    let kind = 'unknown'
    try {
      if (breaking !== undefined && !isAfter(breaking)) {
        if (breaking.kind === 'error') throw new Refusal(breaking.code)
        const spoilt = spoil(breaking, request, reply, {})
        if (spoilt !== undefined) {
          log(kind, breaking.kind)
          return spoilt
        }
      }
      if (v === undefined) throw new Refusal(8, 'v is required')
      if (!isMethod(method)) throw new Refusal(3)
      const known = tokens.kindOf(token)
      kind = known
      tokens.mustFit(known, methodRules[method].kinds)
      tokens.pace(known)
      const read = methodRules[method].params.safeParse(params)
      if (!read.success) {
        for (const issue of read.error.issues) {
          // VK overlooks what it does not know; a test must not.
          if (issue.code === 'unrecognized_keys') problems.push(`unknown ${issue.keys.join(', ')}`)
          else problems.push(`${issue.path.join('.')}: ${issue.message}`)
        }
        if (read.error.issues.some((issue) => issue.code !== 'unrecognized_keys')) throw new Refusal(100, problems.join('; '))
      }
      const values = read.success ? read.data : methodRules[method].params.strip().parse(params)
      if (method === 'wall.createComment') tokens.spend(known)
      // The rules and the answers are typed method by method; here the pair is known to belong together.
      const answer = parts.answers[method] as (values: unknown, kind: typeof known) => unknown
      if (breaking?.kind === 'late') {
        late.add(breaking.lands, () => unheard(() => answer(values, known)))
        log(kind, 'late')
        return breaking.hang === true ? reply.hijack() : cut(request, reply)
      }
      const body = { response: answer(values, known) }
      if (breaking?.kind === 'short') shorten(body.response, breaking.items)
      log(kind, breaking === undefined ? 'ok' : breaking.kind)
      if (breaking?.kind === 'error') return reply.send(errorBody(breaking.code, new Refusal(breaking.code).message, method, params))
      return (breaking === undefined ? undefined : spoil(breaking, request, reply, body)) ?? reply.send(body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      log(kind, String(error.code))
      return reply.send(errorBody(error.code, error.message, method, params))
    }
  })
}

/** Nobody is there any more to be told that it was refused. */
function unheard(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

function shorten(response: unknown, most: number): void {
  const { items } = response as { items?: unknown }
  if (Array.isArray(items)) items.splice(most)
}

function readForm(body: unknown): Form {
  return typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : {}
}
