import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { File as GivenFile } from './attached.ts'
import type { Words } from './page-words.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** The page again, with what went wrong in the reader's language. */
export type Refuse = (request: FastifyRequest, reply: FastifyReply, why: (words: Words) => string) => FastifyReply

type Done = { readonly writer?: string }

/** What a citizen does on the page: writes, changes, deletes and restores comments, by the rules that hold for everybody in VK. */
export function addOrders(app: FastifyInstance, world: World, communityName: string, refuse: Refuse): void {
  function order(path: string, obey: (form: FormData) => Promise<Done | ((words: Words) => string)>): void {
    app.post(path, async (request, reply) => {
      // Another site's page must not write here in the reader's name.
      if (request.headers['sec-fetch-site'] === 'cross-site') return reply.code(403).send()
      const form = await readForm(request)
      try {
        const done = await obey(form)
        if (typeof done === 'function') return refuse(request, reply.code(422), done)
        if (done.writer !== undefined) reply.header('set-cookie', `writer=${encodeURIComponent(done.writer)}; Path=/; SameSite=Lax`)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return refuse(request, reply.code(422), (words) => words.refusedText)
      }
      const back = textOf(form, 'back')
      return reply.redirect(/^\/(?!\/)[\w?=&-]*$/.test(back) ? back : '/', 303)
    })
  }

  order('/page/comment', async (form) => {
    const name = textOf(form, 'name').trim().replace(/\s+/g, ' ')
    if (name === '' || name.length > 60 || name.toLowerCase() === communityName.toLowerCase()) return (words) => words.refusedName
    const replyTo = form.get('replyTo')
    world.add({
      postId: Number(textOf(form, 'post')),
      fromId: world.personNamed(name).id,
      text: textOf(form, 'text'),
      replyTo: replyTo === null ? null : Number(replyTo),
      given: { files: await filesOf(form) },
    })
    return { writer: name }
  })
  order('/page/edit', async (form) => {
    const keep = form.getAll('keep').map(Number)
    world.edit(ofCitizen(form), textOf(form, 'text'), { keep, files: await filesOf(form) })
    return {}
  })
  order('/page/delete', async (form) => (world.remove(ofCitizen(form)), {}))
  order('/page/restore', async (form) => (world.restore(ofCitizen(form)), {}))

  /** Whoever reads the page writes as any citizen, never as the community: its words come through its keys. */
  function ofCitizen(form: FormData): number {
    const id = Number(textOf(form, 'id'))
    if (world.anyComment(id).fromId <= 0) throw new Refusal(15)
    return id
  }
}

/** Of a form as it stands in the page without scripts, or as a script sends it; anything else has no fields. */
async function readForm({ body, headers }: FastifyRequest): Promise<FormData> {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return new FormData()
  try {
    const bytes = typeof body === 'string' ? body : Uint8Array.from(body)
    return await new Response(bytes, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()
  } catch {
    return new FormData()
  }
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** An empty field of files is sent as a file without a name. */
async function filesOf(form: FormData): Promise<GivenFile[]> {
  const files = form
    .getAll('file')
    .filter((one) => one instanceof File)
    .filter(({ name, size }) => name !== '' || size > 0)
  return Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
}
