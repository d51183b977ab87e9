import { capabilities, type Network } from '@otklik/connectors'
import type { AccountView, NetworkView } from '@otklik/contract'
import type { AccountRow } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Opened } from '../networks.ts'
import { refuseMovedSecrets, settingsOf } from './account-input.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

const noNetwork = {
  ru: 'Такой сети программа не знает. Выберите из списка сетей.',
  en: 'This program knows no such network. Choose one from the list of networks.',
}
const noWay = {
  ru: 'Так сообщения из этой сети не приходят. Выберите другой способ.',
  en: 'Messages of this network do not come in this way. Choose another one.',
}
const fault = (path: string, text: typeof noNetwork): ProblemError => new ProblemError('invalid-request', { errors: [{ path, text }] })

/** A network's descriptor as settings need it. */
const networkView = ({ id, words: { name, ...words }, account, ways }: Network): NetworkView => ({
  id,
  name,
  words: { connect: words.connect, hook: words.hook, events: words.events },
  ways: [...ways],
  ownId: account.ownId,
  fields: [...account.fields],
  secrets: account.secrets.map(({ name: secret, label, hint, way }) => ({ name: secret, label, hint, way })),
})

/** Networks, and connections to them. Secrets go in and never come out: only which of them are present. */
export function accountHandlers({
  storage: { accounts },
  networks,
  allowLoopback,
}: House): Pick<Handlers, 'networks' | 'accounts' | 'addAccount' | 'setAccount' | 'checkAccount'> {
  async function view({ row, network, connector }: Opened): Promise<AccountView> {
    const { id, name, ownId, fields, receive, active, health } = row
    const can = connector.capabilities()
    return {
      id,
      network: network.id,
      name,
      ownId,
      page: network.account.page(ownId, fields),
      fields,
      receive,
      active,
      present: await accounts.present(id),
      capabilities: capabilities.map((capability) => ({ name: capability, ...can[capability] })),
      hookPath: `/hooks/${network.id}/${id}`,
      health: {
        state: health.state,
        text: health.ru === null ? null : { ru: health.ru, en: health.en ?? health.ru },
        at: health.at,
      },
    }
  }

  async function own(tenantId: string, accountId: string): Promise<Opened> {
    const opened = await networks.openAny(accountId)
    if (opened === null || opened.row.tenantId !== tenantId) throw new ProblemError('not-found')
    return opened
  }

  return {
    networks: async () => ({ networks: networks.catalogue.map(networkView) }),
    accounts: async ({ person }) => {
      const rows: AccountRow[] = await accounts.list(person.tenantId)
      // One of a network that this program no longer knows can be neither shown nor changed.
      const known = rows.filter((row) => networks.byId(row.network) !== null)
      return { accounts: await Promise.all(known.map(async ({ id }) => view(await own(person.tenantId, id)))) }
    },
    addAccount: async ({ person, body, request }) => {
      const network = networks.byId(body.network)
      if (network === null) throw fault('body.network', noNetwork)
      if (!network.ways.some(({ way }) => way === body.receive)) throw fault('body.receive', noWay)
      const { settings, secrets } = settingsOf(network, body, allowLoopback)
      return { id: await accounts.save(person.tenantId, null, settings, secrets, doerOf(request)) }
    },
    setAccount: async ({ person, params, body, request }) => {
      const { row, network } = await own(person.tenantId, params.id)
      if (body.network !== network.id) throw fault('body.network', noNetwork)
      if (!network.ways.some(({ way }) => way === body.receive)) throw fault('body.receive', noWay)
      const { settings, secrets } = settingsOf(network, body, allowLoopback)
      refuseMovedSecrets(network, row, settings, await accounts.present(row.id), secrets)
      await accounts.save(person.tenantId, params.id, settings, secrets, doerOf(request))
      return { ok: true }
    },
    checkAccount: async ({ person, params, request }) => {
      const { connector } = await own(person.tenantId, params.id)
      try {
        const page = await connector.identify(AbortSignal.any([AbortSignal.timeout(15_000), request.signal]))
        await accounts.setHealth(params.id, { state: 'ok', ru: `Отвечает: ${page.name}`, en: `Answers: ${page.name}` })
      } catch (error) {
        const { ru, en, message } = error as { ru?: string; en?: string; message: string }
        await accounts.setHealth(params.id, { state: 'failing', ru: ru ?? message, en: en ?? message })
      }
      return view(await own(person.tenantId, params.id))
    },
  }
}
