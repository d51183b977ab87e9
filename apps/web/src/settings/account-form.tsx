import { useState } from 'react'
import type { AccountInput, AccountView, NetworkView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { SelectField, TextField, Tick } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

type Field = NetworkView['ownId']
type Props = { readonly network: NetworkView; readonly account: AccountView | null; readonly onClose: () => void }

/** Whether a value is what the network asks for; the server judges by the same pattern, and by more. */
const fits = ({ pattern, needed }: Field, value: string): boolean =>
  value === '' ? !needed : new RegExp(`^(?:${pattern})$`, 'u').test(value)

/** A connection as its network asks for it: place, fields and tokens. Tokens go in and never come out; an empty field keeps the one that is there. */
export function AccountForm({ network, account, onClose }: Props) {
  const { settings, locale } = useWords()
  const words = settings.networks
  const saving = useSaving()
  const [name, setName] = useState(account?.name ?? '')
  const [ownId, setOwnId] = useState(account?.ownId ?? network.ownId.preset)
  const [fields, setFields] = useState(account?.fields ?? Object.fromEntries(network.fields.map((field) => [field.name, field.preset])))
  const [receive, setReceive] = useState<AccountInput['receive']>(account?.receive ?? network.ways[0]?.way ?? 'none')
  const [active, setActive] = useState(account?.active ?? true)
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({})
  const [tried, setTried] = useState(false)
  const valueOf = (field: Field) => (fields[field.name] ?? '').trim()
  const complaint = (field: Field, value: string): string | undefined => {
    if (fits(field, value)) return undefined
    return value === '' ? settings.fields.needed : field.complaint[locale]
  }
  const wrong = [
    ...(name.trim() === '' ? [settings.fields.name] : []),
    complaint(network.ownId, ownId.trim()),
    ...network.fields.map((field) => complaint(field, valueOf(field))),
  ].some((one) => one !== undefined)
  const submit = async () => {
    setTried(true)
    if (wrong) return
    const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value.trim() !== ''))
    const asked = Object.fromEntries(network.fields.map((field) => [field.name, valueOf(field)]))
    const body = { network: network.id, name: name.trim(), ownId: ownId.trim(), fields: asked, receive, active, secrets: given }
    const send = () => (account === null ? call('addAccount', { body }) : call('setAccount', { params: { id: account.id }, body }))
    if (await saving.save(send, [['settings', 'accounts']])) onClose()
  }
  return (
    <SettingsDialog
      title={account?.name ?? `${network.words.connect[locale]} · ${network.name[locale]}`}
      saving={saving}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        value={name}
        maxLength={100}
        error={tried ? (name.trim() === '' ? settings.fields.name : saving.errorAt('name')) : undefined}
        onChange={(event) => setName(event.target.value)}
        data-autofocus
      />
      <Asked
        field={network.ownId}
        value={ownId}
        error={tried ? (complaint(network.ownId, ownId.trim()) ?? saving.errorAt('ownId')) : undefined}
        onChange={setOwnId}
      />
      {network.ways.length > 1 && (
        <SelectField label={words.receive} value={receive} onChange={(event) => setReceive(event.target.value as AccountInput['receive'])}>
          {network.ways.map(({ way, text }) => (
            <option key={way} value={way}>
              {text[locale]}
            </option>
          ))}
        </SelectField>
      )}
      {network.fields.map((field) => (
        <Asked
          key={field.name}
          field={field}
          value={fields[field.name] ?? ''}
          error={tried ? (complaint(field, valueOf(field)) ?? saving.errorAt(`fields.${field.name}`)) : undefined}
          onChange={(value) => setFields({ ...fields, [field.name]: value })}
        />
      ))}
      {network.secrets.length > 0 && (
        <fieldset className={styles.ticks}>
          <legend>{words.secrets}</legend>
          <p className="quiet small">{words.secretsHint}</p>
          <div className={styles.secrets}>
            {network.secrets
              .filter(({ way }) => way === null || way === receive)
              .map((secret) => (
                <TextField
                  key={secret.name}
                  label={`${secret.label[locale]} · ${account?.present.includes(secret.name) === true ? words.present : words.absent}`}
                  hint={secret.hint?.[locale]}
                  type="password"
                  autoComplete="off"
                  value={secrets[secret.name] ?? ''}
                  error={saving.errorAt(`secrets.${secret.name}`)}
                  onChange={(event) => setSecrets({ ...secrets, [secret.name]: event.target.value })}
                />
              ))}
          </div>
        </fieldset>
      )}
      <Tick checked={active} onChange={(event) => setActive(event.target.checked)}>
        {words.active}
      </Tick>
    </SettingsDialog>
  )
}

type AskedProps = {
  readonly field: Field
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

/** One field of the network's own. */
function Asked({ field, value, error, onChange }: AskedProps) {
  const { locale } = useWords()
  return (
    <TextField
      label={field.label[locale]}
      hint={field.hint?.[locale]}
      value={value}
      error={error}
      {...(field.kind === 'number' ? { inputMode: 'numeric' as const } : {})}
      {...(field.kind === 'address' ? { type: 'url' } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
