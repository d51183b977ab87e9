import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FileRef } from '@otklik/casework'
import { beginningOf, shownName } from '@otklik/casework/language'
import { otherRoutes } from '@otklik/contract'
import type { House } from '../house.ts'
import { readPicture, TooManyPixels } from '../pictures.ts'
import { Turns } from '../turns.ts'
import type { Person } from './who.ts'
import { limitOf } from './limit.ts'
import { ProblemError } from './problems.ts'
import { summed } from './register.ts'

const { addFile, file } = otherRoutes
const maxBytes = 10 * 1024 * 1024
/** Pictures of one person a minute: several replies' worth. */
const mostFiles = 40

/** Quoted, with the name as written beside an ASCII one (RFC 6266): a hostile name can end neither the quotes nor the header. */
export function disposition(given: string): string {
  const name = given.toWellFormed()
  const plain = name.replace(/[^\w.-]+/g, '_')
  return `inline; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
}

/** Whether what the browser has kept is this (RFC 9110, 13.1.2). */
const matches = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag)

/** The parser of forms throws bare errors at a body that is cut off or has no boundary; its limits come with codes of its own. */
function orBroken(error: unknown): never {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && code.startsWith('FST_')) throw error
  throw new ProblemError('file-missing', { cause: error })
}

/** Browsers write these three for signs that would end the quotes or the line of a form's part (WHATWG, multipart/form-data). */
const formSigns: Readonly<Record<string, string>> = { '%22': '"', '%0D': '', '%0A': ' ' }

/** The name that the file came with, without its extension: the picture made here has one of its own. */
export function nameOf(filename: string, extension: string): string {
  const name = shownName(filename.replace(/%22|%0D|%0A/gi, (sign) => formSigns[sign.toUpperCase()] ?? ''))
  const bare = name.replace(/\.[^.\s]{1,10}$/u, '').replace(/[/\\]/gu, '')
  return `${beginningOf(bare, 120).trim() || 'photo'}.${extension}`
}

const tooManyPixels = {
  ru: 'В снимке слишком много точек: до 50 миллионов. Уменьшите его и приложите снова.',
  en: 'The picture has too many pixels: up to 50 million. Make it smaller and attach it again.',
}

function orTooLarge(error: unknown): never {
  throw error instanceof TooManyPixels ? new ProblemError('too-large', { text: tooManyPixels, cause: error }) : error
}

/** Photographs for replies. What a file is, its bytes say, not its name; what is served was made here, from pixels alone. */
export function fileRoutes(app: FastifyInstance, { storage: { files }, uploads }: House): void {
  const limit = limitOf(app, mostFiles, ({ person }) => `files ${person?.personId}`)
  // One file of a person is in the memory at a time; the next one waits in the line that it comes by.
  const turns = new Turns()

  async function keep(person: Person, request: FastifyRequest): Promise<FileRef> {
    // Whoever left while waiting sends nothing more: there would be no end to wait for.
    if (request.raw.destroyed) throw new ProblemError('file-missing')
    if (!request.isMultipart()) throw new ProblemError('wrong-media-type')
    const part = await request.file({ limits: { fileSize: maxBytes, files: 1, fields: 5 } }).catch(orBroken)
    if (part === undefined || part.fieldname !== 'file') throw new ProblemError('file-missing')
    const sent = await part.toBuffer().catch(orBroken)
    // Before the work of remaking it: what is refused afterwards was work too.
    if (!(await files.countUpload(person, sent.length, uploads))) throw new ProblemError('upload-quota')
    const picture = await readPicture(sent).catch(orTooLarge)
    if (picture === null) throw new ProblemError('file-refused')
    return files.put(person.tenantId, picture.bytes, nameOf(part.filename, picture.extension), picture.type, person.personId)
  }

  app.route({
    method: addFile.method,
    url: addFile.path,
    config: { access: addFile.access },
    schema: {
      operationId: 'addFile',
      ...summed(addFile.summary),
      tags: ['files'],
      consumes: ['multipart/form-data'],
      response: { 200: addFile.response },
    },
    handler: async (request, reply) => {
      const { person } = request
      if (person === null) throw new ProblemError('not-signed-in')
      await limit(request, reply)
      return turns.take(person.personId, () => keep(person, request))
    },
  })

  app.route<{ Params: { id: string } }>({
    method: file.method,
    url: file.path,
    config: { access: file.access },
    schema: { operationId: 'file', ...summed(file.summary), tags: ['files'], params: file.params, querystring: file.query },
    handler: async ({ person, params, headers }, reply) => {
      if (person === null) throw new ProblemError('not-signed-in')
      if (!(await files.visible(person, params.id))) throw new ProblemError('not-found')
      // The content never changes, whether this person may still see it does: a browser asks each time, and is seldom sent it again.
      const tag = `"${params.id}"`
      reply.header('cache-control', 'private, no-cache').header('etag', tag)
      if (matches(headers['if-none-match'], tag)) return reply.code(304).send()
      const kept = await files.get(person.tenantId, params.id)
      if (kept === null) throw new ProblemError('not-found')
      return reply
        .type(kept.type)
        .header('content-disposition', disposition(kept.name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(kept.bytes))
    },
  })
}
