import { randomUUID } from 'node:crypto'
import { actingOf, type Command, type Viewer } from '@otklik/casework'
import type { CommandResult } from '@otklik/storage'
import { type IncidentCard, type personCommand, webAddress } from '@otklik/contract'
import type { z } from 'zod'
import type { House } from '../house.ts'
import type { Person } from './who.ts'
import type { Handlers } from './register.ts'
import { ProblemError } from './problems.ts'

function refuse(result: Exclude<CommandResult, { ok: true }>): never {
  switch (result.kind) {
    case 'not-found':
      throw new ProblemError('not-found')
    case 'key-reused':
      throw new ProblemError('key-reused')
    case 'refused':
      throw new ProblemError(result.refusal.refused, { text: result.refusal.text, clause: result.refusal.clause })
    case 'conflict': {
      const { version, status, by, at } = result
      const name = by.name === '' ? { ru: 'система', en: 'the system' } : { ru: by.name, en: by.name }
      throw new ProblemError('version-conflict', {
        text: {
          ru: `Пока вы решали, инцидент изменили (${name.ru}). Посмотрите его новое состояние и решите заново; ваше действие не выполнено.`,
          en: `While you were deciding the incident was moved (${name.en}). Look at it anew and decide again; your action was not carried out.`,
        },
        current: { version, status: status as NonNullable<ProblemError['current']>['status'], by, at },
      })
    }
  }
}

const noFile = {
  ru: 'Такого файла нет среди тех, что вам видны. Приложите снимок заново.',
  en: 'There is no such file among those you may see. Attach the picture anew.',
}

const noReply = (example: string) => ({
  ru: `Нужен адрес ответа, например ${example}.`,
  en: `The address of the reply is needed, such as ${example}.`,
})

const noNetwork = {
  ru: 'Такой сети программа не знает. Выберите из списка сетей.',
  en: 'This program knows no such network. Choose one from the list of networks.',
}

type PersonCommand = z.output<typeof personCommand>

/** The card, commands on it, and registration of a message that came outside the networks. */
export function incidentHandlers({
  storage,
  storage: { files },
  networks,
  wakes,
  now,
}: House): Pick<Handlers, 'registerMessage' | 'incident' | 'command'> {
  async function cardOf(viewer: Viewer, incidentId: string): Promise<IncidentCard> {
    const card = await storage.views.card(viewer, incidentId)
    if (card === null) throw new ProblemError('not-found')
    return card
  }

  /**
   * After a return the incident is no longer the executor's to see: they get the state they have just made, and nothing to do with it.
   * Not what others have made of it since: a press repeated later shows nothing any more.
   */
  async function cardAfter(person: Person, incidentId: string, version: number): Promise<IncidentCard> {
    const own = await storage.views.card(person, incidentId)
    if (own !== null) return own
    const made = await cardOf({ ...person, sees: { of: 'organisation' } }, incidentId)
    if (made.row.version !== version) throw new ProblemError('not-found')
    return { ...made, actions: [] }
  }

  /** A draft carries files that its writer may see, under the names and kinds they were stored with. */
  async function withOwnFiles(person: Person, command: Command): Promise<Command> {
    if (command.type !== 'submitDraft') return command
    const attachments = await Promise.all(
      command.attachments.map(async ({ id }, index) => {
        const file = (await files.visible(person, id)) ? await files.get(person.tenantId, id) : null
        if (file === null)
          throw new ProblemError('invalid-request', { errors: [{ path: `body.command.attachments.${index}`, text: noFile }] })
        return { id, name: file.name, type: file.type, bytes: file.bytes.length }
      }),
    )
    return { ...command, attachments }
  }

  /** Only a network can tell which reply an address names; what stands in none needs no address. */
  async function withReplyKey(person: Person, incidentId: string, command: PersonCommand): Promise<Command> {
    if (command.type !== 'resolvePublication') return command as Command
    const { type, publicationId, stands, address } = command
    if (!stands) return { type, publicationId, ref: null, url: null }
    const network = networks.byId((await storage.views.place(person, incidentId))?.network ?? null)
    const url = webAddress.safeParse(address).data ?? null
    if (network === null) return { type, publicationId, ref: '', url }
    const ref = network.replyKey(address)
    if (ref !== null) return { type, publicationId, ref, url }
    const text = noReply(network.words.replyAddress)
    throw new ProblemError('invalid-request', { text, errors: [{ path: 'body.command.address', text }] })
  }

  return {
    incident: async ({ person, params }) => cardOf(person, params.id),

    command: async ({ person, params, body, idempotencyKey }) => {
      const command = await withOwnFiles(person, await withReplyKey(person, params.id, body.command))
      const result = await storage.command({
        tenantId: person.tenantId,
        incidentId: params.id,
        command,
        acting: actingOf(person),
        expectedVersion: body.expectedVersion,
        idempotencyKey,
      })
      if (!result.ok) {
        // What a person may not see does not exist for them: no refusal that would tell otherwise.
        if ((await storage.views.place(person, params.id)) === null) throw new ProblemError('not-found')
        refuse(result)
      }
      wakes.outbox.ring()
      return { version: result.version, card: await cardAfter(person, params.id, result.version) }
    },

    registerMessage: async ({ person, body, idempotencyKey }) => {
      if (body.network !== null && networks.byId(body.network) === null)
        throw new ProblemError('invalid-request', { errors: [{ path: 'body.network', text: noNetwork }] })
      // Without a key of the network, the press is the message: the same press twice is one message.
      const key = `by-hand:${idempotencyKey ?? randomUUID()}`
      const arrived = await storage.arrive({
        tenantId: person.tenantId,
        place: { network: body.network, delivery: 'person', accountId: '', key, url: body.url ?? '', target: {} },
        text: body.text,
        attachments: [],
        // Nobody registers tomorrow's letter: a clock that runs ahead must not put the author's last word into the future.
        writtenAt: Math.min(body.writtenAt ?? now(), now()),
        ...(body.writtenAt === undefined ? {} : { writtenAtSaid: body.writtenAt }),
        author: { key: body.authorName === '' ? key : `by-hand:${body.authorName}`, name: body.authorName, url: null },
        track: body.track,
        inReplyToKey: null,
        threadKey: null,
        idempotencyKey,
        acting: actingOf(person),
      })
      if (arrived.outcome === 'key-reused') throw new ProblemError('key-reused')
      if (arrived.outcome === 'opened') return { id: arrived.incidentId, number: arrived.number, version: arrived.version }
      const row = await storage.views.row(person, arrived.incidentId)
      if (row === null) throw new ProblemError('not-found')
      return { id: row.id, number: row.number, version: row.version }
    },
  }
}
