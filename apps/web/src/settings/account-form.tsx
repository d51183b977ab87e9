import { useState } from 'react'
import type { AccountInput, AccountView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { SelectField, TextField, Tick } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

type Secret = AccountView['present'][number]
const tokens: readonly Secret[] = ['communityToken', 'serviceToken', 'userToken']
const callback: readonly Secret[] = ['callbackSecret', 'callbackConfirmation']

/** A connection's place and tokens. Tokens go in and never come out; an empty field keeps the one that is there. */
export function AccountForm({ account, onClose }: { account: AccountView | null; onClose: () => void }) {
  const { settings } = useWords()
  const words = settings.vk
  const saving = useSaving()
  const [name, setName] = useState(account?.name ?? '')
  const [ownId, setOwnId] = useState(account === null ? '' : String(account.ownId))
  const [receive, setReceive] = useState<AccountInput['receive']>(account?.receive ?? 'poll')
  const [apiBase, setApiBase] = useState(account?.apiBase ?? 'https://api.vk.ru/method')
  const [active, setActive] = useState(account?.active ?? true)
  const [secrets, setSecrets] = useState<Partial<Record<Secret, string>>>({})
  const [tried, setTried] = useState(false)
  const wrong = {
    name: name.trim() === '' ? settings.fields.name : undefined,
    ownId: /^[1-9]\d{0,14}$/.test(ownId.trim()) ? undefined : settings.fields.ownId,
    apiBase: URL.canParse(apiBase.trim()) ? undefined : settings.fields.apiBase,
  }
  const error = (field: keyof typeof wrong) => (tried ? (wrong[field] ?? saving.errorAt(field)) : undefined)
  const submit = async () => {
    setTried(true)
    if (Object.values(wrong).some((one) => one !== undefined)) return
    const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value.trim() !== ''))
    const body = { name: name.trim(), ownId: Number(ownId), apiBase: apiBase.trim(), receive, active, secrets: given }
    const send = () => (account === null ? call('addAccount', { body }) : call('setAccount', { params: { id: account.id }, body }))
    if (await saving.save(send, [['settings', 'accounts']])) onClose()
  }
  const shown = receive === 'webhook' ? [...tokens, ...callback] : tokens
  return (
    <SettingsDialog title={account?.name ?? words.add} saving={saving} onSubmit={() => void submit()} onClose={onClose}>
      <TextField
        label={words.name}
        value={name}
        maxLength={100}
        error={error('name')}
        onChange={(event) => setName(event.target.value)}
        data-autofocus
      />
      <TextField
        label={words.ownId}
        hint={words.ownIdHint}
        inputMode="numeric"
        value={ownId}
        error={error('ownId')}
        onChange={(event) => setOwnId(event.target.value)}
      />
      <SelectField label={words.receive} value={receive} onChange={(event) => setReceive(event.target.value as AccountInput['receive'])}>
        <option value="poll">{words.receiveKinds.poll}</option>
        <option value="webhook">{words.receiveKinds.webhook}</option>
      </SelectField>
      <TextField
        label={words.apiBase}
        type="url"
        value={apiBase}
        error={error('apiBase')}
        onChange={(event) => setApiBase(event.target.value)}
      />
      <fieldset className={styles.ticks}>
        <legend>{words.secrets}</legend>
        <p className="quiet small">{words.secretsHint}</p>
        <div className={styles.secrets}>
          {shown.map((secret) => (
            <TextField
              key={secret}
              label={`${words.secret[secret]} · ${account?.present.includes(secret) === true ? words.present : words.absent}`}
              hint={words.secretHint[secret] || undefined}
              type="password"
              autoComplete="off"
              value={secrets[secret] ?? ''}
              error={saving.errorAt(`secrets.${secret}`)}
              onChange={(event) => setSecrets({ ...secrets, [secret]: event.target.value })}
            />
          ))}
        </div>
      </fieldset>
      <Tick checked={active} onChange={(event) => setActive(event.target.checked)}>
        {words.active}
      </Tick>
    </SettingsDialog>
  )
}
