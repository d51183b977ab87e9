import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconCheck, IconMinus, IconUser } from '@tabler/icons-react'
import type { AccountView, NetworkView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { useNotices } from '../live/notices.tsx'
import { NetworkMark } from '../session/network.tsx'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { UnhandledEvents } from './unhandled-events.tsx'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

type Props = { readonly network: NetworkView; readonly account: AccountView; readonly onChange: () => void }

/** One connection: its page, its health, its tokens and what can be done with them. */
export function Connection({ network, account, onChange }: Props) {
  const { settings, locale } = useWords()
  const words = settings.networks
  const { organisation } = useSession()
  const now = useNow()
  const saving = useSaving()
  const { health } = account
  const Shape = health.state === 'ok' ? IconCheck : health.state === 'failing' ? IconAlertTriangleFilled : IconMinus
  const way = network.ways.find((one) => one.way === account.receive)
  const facts = [network.name[locale], account.page, way?.text[locale] ?? '', account.active ? '' : words.off]
  const check = () =>
    void saving.save(() => call('checkAccount', { params: { id: account.id } }), [['settings', 'accounts']], words.checked)
  return (
    <article className={styles.connection} aria-label={account.name}>
      <header className={styles.head}>
        <div>
          <h3>{account.name}</h3>
          <p className="quiet small">
            <NetworkMark id={network.id} size={14} className={styles.networkMark} /> {facts.filter((fact) => fact !== '').join(' · ')}
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
      <UnhandledEvents accountId={account.id} accountName={account.name} types={network.words.events} />
      <div className={styles.facts}>
        <section>
          <h4>{words.secrets}</h4>
          <ul>
            {network.secrets.map(({ name, label }) => {
              const there = account.present.includes(name)
              return (
                <li key={name} data-there={there || undefined}>
                  {there ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
                  <span>
                    {label[locale]} <span className="quiet small">{there ? words.present : words.absent}</span>
                  </span>
                </li>
              )
            })}
          </ul>
        </section>
        <section>
          <h4>{words.capabilities}</h4>
          <ul>
            {account.capabilities.map((capability) => (
              <CapabilityLine key={capability.name} capability={capability} />
            ))}
          </ul>
        </section>
      </div>
      {account.receive === 'webhook' && <HookAddress label={network.words.hook[locale]} path={account.hookPath} />}
    </article>
  )
}

/** What it does by itself, with a person or not at all, and why. */
function CapabilityLine({ capability: { name, mode, reason } }: { capability: AccountView['capabilities'][number] }) {
  const { settings, locale } = useWords()
  const words = settings.networks
  const Shape = mode === 'auto' ? IconCheck : mode === 'off' ? IconMinus : IconUser
  return (
    <li data-there={mode !== 'off' || undefined}>
      <Shape size={14} aria-hidden />
      <span>
        {words.capability[name] ?? name}{' '}
        {reason !== null && (
          <span className="quiet small">
            {words.modes[mode]}. {reason[locale]}
          </span>
        )}
      </span>
    </li>
  )
}

/** Where the network is to call, for copying. */
function HookAddress({ label, path }: { label: string; path: string }) {
  const { settings } = useWords()
  const words = settings.networks
  const notices = useNotices()
  const address = new URL(path, location.origin).href
  const copy = () =>
    void navigator.clipboard.writeText(address).then(
      () => notices.say(words.copied),
      () => notices.say(address),
    )
  return (
    <div className={styles.webhook}>
      <span className="small quiet">{label}</span>
      <code>{address}</code>
      <Button variant="default" onClick={copy}>
        {words.copy}
      </Button>
    </div>
  )
}
