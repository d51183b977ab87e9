import { useEffect } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { may, useSession } from '../session/session.tsx'
import { homeOf } from '../session/sections.ts'
import { useWords } from '../words/words.tsx'
import { AdminSteps } from './admin-steps.tsx'
import { DemoSteps } from './demo-steps.tsx'
import { KeysHint } from './keys-hint.tsx'
import { hideStart } from '../session/start-shown.ts'
import { WhoIsWho } from './who-is-who.tsx'
import styles from './start-page.module.css'

/** The guided first page: in the demo what to try in five minutes, for a new administrator what to set up, for everybody the keys. */
export function StartPage() {
  const { start, shell } = useWords()
  const session = useSession()
  const navigate = useNavigate()
  const { demo, demoLinks, organisation } = session
  const administers = may(session, 'manageOrganisation')
  useEffect(() => {
    document.title = `${start.title} · ${shell.product}`
  }, [start, shell])
  const hide = () => {
    hideStart(session.person.id)
    void navigate({ to: homeOf(session) })
  }
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>{start.title}</h1>
        <p className={styles.lead}>{demo ? start.demoLead(organisation.name) : administers ? start.adminLead : start.otherLead}</p>
      </header>
      {demo && <DemoSteps community={demoLinks?.community ?? null} />}
      {administers && !demo && <AdminSteps />}
      <div className={styles.below}>
        {demoLinks !== undefined && <WhoIsWho links={demoLinks} />}
        {may(session, 'actAsCurator', 'actAsHead') && <KeysHint />}
      </div>
      <footer className={styles.foot}>
        <Button variant="default" onClick={hide}>
          {start.hide}
        </Button>
        <p className="quiet small">{start.hideHint}</p>
      </footer>
    </main>
  )
}
