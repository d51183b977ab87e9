import type { AccountField, Network, Text } from '@otklik/connectors'
import type { AccountRow, AccountSettings, Secrets } from '@otklik/storage'
import type { Input } from './register.ts'
import { ProblemError } from './problems.ts'

type Given = Input<'addAccount'>['body']
type Fault = { readonly path: string; readonly text: Text }

const needed: Text = { ru: 'Заполните это поле.', en: 'Fill in this field.' }
const unknown: Text = { ru: 'Такого поля у этой сети нет.', en: 'This network has no such field.' }
const clear: Text = {
  ru: 'Нужен адрес https://…: ключи доступа не передаются открыто.',
  en: 'An address https://… is needed: tokens do not travel in the clear.',
}
const moved: Text = {
  ru: 'Адрес ведёт на другой сервер: введите этот ключ заново или уберите его.',
  en: 'The address leads to another server: enter this token anew or take it out.',
}

/** Tokens never travel in the clear: plain http is for a simulator, where one is used. */
function isSafe(address: string, allowLoopback: boolean): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && allowLoopback)
}

function faultOf({ kind, pattern, complaint, needed: isNeeded }: AccountField, value: string, allowLoopback: boolean): Text | null {
  if (value === '') return isNeeded ? needed : null
  if (!new RegExp(`^(?:${pattern})$`, 'u').test(value)) return complaint
  if (kind !== 'address') return null
  if (!URL.canParse(value)) return complaint
  return isSafe(value, allowLoopback) ? null : clear
}

/**
 * A connection as a person entered it, held against what its network asks for; the faults stand at their fields.
 * @throws ProblemError `invalid-request`
 */
export function settingsOf(
  { account }: Network,
  given: Given,
  allowLoopback: boolean,
): { readonly settings: AccountSettings; readonly secrets: Secrets } {
  const { network, name, ownId, receive, active, secrets } = given
  const fields = Object.fromEntries(account.fields.map((field) => [field.name, (given.fields[field.name] ?? '').trim()]))
  const known = { fields: new Set(account.fields.map((one) => one.name)), secrets: new Set(account.secrets.map((one) => one.name)) }
  const ownFault = faultOf(account.ownId, ownId, allowLoopback)
  const faults: Fault[] = [
    ...(ownFault === null ? [] : [{ path: 'body.ownId', text: ownFault }]),
    ...account.fields.flatMap((field) => {
      const text = faultOf(field, fields[field.name] ?? '', allowLoopback)
      return text === null ? [] : [{ path: `body.fields.${field.name}`, text }]
    }),
    ...(['fields', 'secrets'] as const).flatMap((part) =>
      Object.keys(given[part]).flatMap((one) => (known[part].has(one) ? [] : [{ path: `body.${part}.${one}`, text: unknown }])),
    ),
  ]
  if (faults.length > 0) throw new ProblemError('invalid-request', { errors: faults })
  return { settings: { network, name, ownId, home: account.home(fields), fields, receive, active }, secrets }
}

/**
 * Stored secrets are for the server they were entered for: with another one they would be handed to whoever named it.
 * @throws ProblemError `invalid-request`
 */
export function refuseMovedSecrets(
  { account }: Network,
  before: AccountRow,
  after: AccountSettings,
  present: readonly string[],
  given: Secrets,
): void {
  if (before.home === after.home) return
  const kept = account.secrets.filter(({ name, leaves }) => leaves && present.includes(name) && !(name in given))
  if (kept.length === 0) return
  throw new ProblemError('invalid-request', { errors: kept.map(({ name }) => ({ path: `body.secrets.${name}`, text: moved })) })
}
