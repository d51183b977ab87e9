import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconCheck, IconMinus } from '@tabler/icons-react'
import type { AccountView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { useNotices } from '../live/notices.tsx'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { AccountForm } from './account-form.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { accountsQuery } from './settings-queries.ts'
import { UnhandledEvents } from './unhandled-events.tsx'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

/** Connections to VK: which tokens are present, what can be done with them, and whether the network answers. */
export function VkPart() {
  const { settings } = useWords()
  const asked = useQuery(accountsQuery)
  const [changed, setChanged] = useState<AccountView | 'new' | null>(null)
  const words = settings.vk
  if (asked.data === undefined) return <PartWaits asked={asked} />
  return (
    <>
      <PartHead title={settings.parts.vk} lead={words.lead}>
        <Button variant={asked.data.length === 0 ? 'filled' : 'default'} onClick={() => setChanged('new')}>
          {words.add}
        </Button>
      </PartHead>
      {asked.data.length === 0 && <p>{words.empty}</p>}
      {asked.data.map((account) => (
        <Connection key={account.id} account={account} onChange={() => setChanged(account)} />
      ))}
      {changed !== null && <AccountForm account={changed === 'new' ? null : changed} onClose={() => setChanged(null)} />}
    </>
  )
}

const capabilities = ['identify', 'receive.poll', 'receive.webhook', 'context', 'reply.comment', 'attach.photo', 'readback'] as const

function Connection({ account, onChange }: { account: AccountView; onChange: () => void }) {
  const { settings, locale } = useWords()
  const words = settings.vk
  const { organisation } = useSession()
  const now = useNow()
  const notices = useNotices()
  const saving = useSaving()
  const { health } = account
  const Shape = health.state === 'ok' ? IconCheck : health.state === 'failing' ? IconAlertTriangleFilled : IconMinus
  const webhook = new URL(account.webhookPath, location.origin).href
  const check = () =>
    void saving.save(() => call('checkAccount', { params: { id: account.id } }), [['settings', 'accounts']], words.checked)
  return (
    <article className={styles.connection} aria-label={account.name}>
      <header className={styles.head}>
        <div>
          <h3>{account.name}</h3>
          <p className="quiet small">
            vk.ru/club{account.ownId} · {words.receiveKinds[account.receive]}
            {!account.active && ` · ${words.off}`}
          </p>
        </div>
        <div className={styles.buttons}>
          <Button variant="default" loading={saving.busy} onClick={check}>
            {words.check}
          </Button>
          <Button variant="default" aria-label={`${settings.change}: ${account.name}`} onClick={onChange}>
            {settings.change}
          </Button>
        </div>
      </header>
      <p className={styles.health} data-state={health.state} role="status">
        <Shape size={16} aria-hidden /> <span className="strong">{words.health[health.state]}</span>
        {health.text !== null && <span>{health.text[locale]}</span>}
        {health.at !== null && <span className="quiet small">{words.checkedAt(near(health.at, locale, organisation.timezone, now))}</span>}
      </p>
      <RefusalNote refused={saving.refused} />
      <UnhandledEvents accountId={account.id} accountName={account.name} />
      <div className={styles.facts}>
        <section>
          <h4>{words.secrets}</h4>
          <ul>
            {(Object.keys(words.secret) as AccountView['present']).map((name) => {
              const there = account.present.includes(name)
              return (
                <li key={name} data-there={there || undefined}>
                  {there ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
                  <span>
                    {words.secret[name]} <span className="quiet small">{there ? words.present : words.absent}</span>
                  </span>
                </li>
              )
            })}
          </ul>
        </section>
        <section>
          <h4>{words.capabilities}</h4>
          <ul>
            {capabilities.map((name) => {
              const can = account.capabilities.includes(name)
              return (
                <li key={name} data-there={can || undefined}>
                  {can ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
                  <span>
                    {words.capability[name]} {!can && <span className="quiet small">{words.cannot}</span>}
                  </span>
                </li>
              )
            })}
          </ul>
        </section>
      </div>
      {account.receive === 'webhook' && (
        <div className={styles.webhook}>
          <span className="small quiet">{words.webhook}</span>
          <code>{webhook}</code>
          <Button
            variant="default"
            onClick={() =>
              void navigator.clipboard.writeText(webhook).then(
                () => notices.say(words.copied),
                () => notices.say(webhook),
              )
            }
          >
            {words.copy}
          </Button>
        </div>
      )}
    </article>
  )
}
