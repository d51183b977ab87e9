import { useEffect } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import { may, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { ActPart } from './act-part.tsx'
import { JournalPart } from './journal-part.tsx'
import { AlterationsPart } from './alterations-part.tsx'
import { NetworksPart } from './networks-part.tsx'
import { PeoplePart } from './people-part.tsx'
import { SchedulePart } from './schedule-part.tsx'
import { partsFor, type Part } from './settings-address.ts'
import { UnitsPart } from './units-part.tsx'
import styles from './settings-page.module.css'

/** What an administrator sets up; curators and heads read here by which act and hours they work. */
export function SettingsPage() {
  const { settings, shell } = useWords()
  const session = useSession()
  const address = useSearch({ from: '/settings' })
  const open = partsFor(session)
  const part = open.find((one) => one === address.part) ?? open[0] ?? 'act'
  const mayChange = may(session, 'manageOrganisation')
  useEffect(() => {
    document.title = `${settings.parts[part]} · ${settings.title} · ${shell.product}`
  }, [part, settings, shell])
  return (
    <main className={styles.page}>
      <div className={styles.side}>
        <h1>{settings.title}</h1>
        <nav aria-label={settings.title}>
          <ul className={styles.parts}>
            {open.map((one) => (
              <li key={one}>
                <Link to="/settings" search={{ part: one }} aria-current={one === part ? 'page' : undefined} activeProps={{}}>
                  {settings.parts[one]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {!mayChange && <p className="quiet small">{settings.readOnly}</p>}
      </div>
      <section className={styles.part} aria-labelledby="part-title">
        <PartOf part={part} mayChange={mayChange} act={address.act} />
      </section>
    </main>
  )
}

function PartOf({ part, mayChange, act }: { part: Part; mayChange: boolean; act: string | undefined }) {
  if (part === 'units') return <UnitsPart />
  if (part === 'people') return <PeoplePart />
  if (part === 'schedule') return <SchedulePart mayChange={mayChange} />
  if (part === 'act') return <ActPart mayChange={mayChange} chosen={act} />
  if (part === 'journal') return <JournalPart />
  if (part === 'alterations') return <AlterationsPart />
  return <NetworksPart />
}
