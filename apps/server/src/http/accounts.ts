import type { AccountView } from '@otklik/contract'
import type { AccountRow } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Opened } from '../networks.ts'
import { doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'

/** Tokens never travel in the clear: plain http is for a simulator, where one is used. */
function refuseClearText(apiBase: string, allowLoopback: boolean): void {
  const { protocol, username, password } = new URL(apiBase)
  const bare = username === '' && password === ''
  if (bare && (protocol === 'https:' || (protocol === 'http:' && allowLoopback))) return
  const text = {
    ru: 'Нужен адрес https://…: ключи доступа не передаются открыто.',
    en: 'An address https://… is needed: tokens do not travel in the clear.',
  }
  throw new ProblemError('invalid-request', { errors: [{ path: 'body.apiBase', text }] })
}

const tokens = ['communityToken', 'serviceToken', 'userToken'] as const

/** Stored tokens are for the place they were entered for: with another API address they would be handed to whoever named it. */
function refuseMovedTokens(before: string, after: string, present: readonly string[], given: object): void {
  if (new URL(before).origin === new URL(after).origin) return
  const text = {
    ru: 'Адрес API ведёт на другой сервер: введите этот ключ заново или уберите его.',
    en: 'The API address leads to another server: enter this token anew or take it out.',
  }
  const kept = tokens.filter((name) => present.includes(name) && !(name in given))
  if (kept.length > 0) throw new ProblemError('invalid-request', { errors: kept.map((name) => ({ path: `body.secrets.${name}`, text })) })
}

/** Connections to networks. Secrets go in and never come out: only which of them are present. */
export function accountHandlers({
  storage: { accounts },
  networks,
  allowLoopback,
}: House): Pick<Handlers, 'accounts' | 'addAccount' | 'setAccount' | 'checkAccount'> {
  async function view({ row, connector }: Opened): Promise<AccountView> {
    const { id, network, name, ownId, apiBase, receive, active, health } = row
    return {
      id,
      network,
      name,
      ownId,
      apiBase,
      receive,
      active,
      present: await accounts.present(id),
      capabilities: [...connector.capabilities()],
      webhookPath: `/hooks/vk/${id}`,
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
    accounts: async ({ person }) => {
      const rows: AccountRow[] = await accounts.list(person.tenantId)
      return { accounts: await Promise.all(rows.map(async ({ id }) => view(await own(person.tenantId, id)))) }
    },
    addAccount: async ({ person, body: { secrets, ...wanted }, request }) => {
      refuseClearText(wanted.apiBase, allowLoopback)
      return { id: await accounts.save(person.tenantId, null, wanted, withoutUndefined(secrets), doerOf(request)) }
    },
    setAccount: async ({ person, params, body: { secrets, ...wanted }, request }) => {
      const { row } = await own(person.tenantId, params.id)
      refuseClearText(wanted.apiBase, allowLoopback)
      refuseMovedTokens(row.apiBase, wanted.apiBase, await accounts.present(row.id), withoutUndefined(secrets))
      await accounts.save(person.tenantId, params.id, wanted, withoutUndefined(secrets), doerOf(request))
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

/** A field that was not given leaves the secret as it is; under exact optional types it must be absent, not undefined. */
function withoutUndefined<T extends object>(secrets: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
