import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Storage, TryDone } from '@otklik/storage'
import { deviceIn } from '../sign-in/device.ts'
import { addressOf, deviceHash } from './doer.ts'
import { ProblemError } from './problems.ts'

/**
 * Counts a try with a password before it is looked at, and holds it where its login is under attack.
 * @returns how many failed just before from there, and what to take back when the password is right
 * @throws ProblemError `too-many-requests` with the seconds to wait
 */
export async function beginTry(
  { signInTries }: Pick<Storage, 'signInTries'>,
  login: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly failures: number; readonly done: TryDone }> {
  const device = deviceIn(request.headers.cookie)
  const from = { login, address: addressOf(request), device: device === null ? null : deviceHash(device) }
  const answer = await signInTries.begin(from)
  if (!answer.allowed) {
    reply.header('retry-after', String(answer.seconds))
    throw new ProblemError('too-many-requests')
  }
  if (answer.waitMs > 0) await pause(answer.waitMs)
  return answer
}
