import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { IconExternalLink } from '@tabler/icons-react'
import { may, useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import styles from './start-page.module.css'

/** From a citizen's comment to the reply under it, as six steps with the ways to where each is done. */
export function DemoSteps({ community }: { community: string | null }) {
  const { start } = useWords()
  const session = useSession()
  const { steps, roleStep } = start
  const outward = (text: string) =>
    community === null ? null : (
      <a href={community} target="_blank" rel="noreferrer">
        {text} <IconExternalLink size={14} aria-hidden />
      </a>
    )
  return (
    <section aria-labelledby="five-title">
      <h2 id="five-title">{start.five}</h2>
      <ol className={styles.steps}>
        <Step who={roleStep.citizen} words={steps.write}>
          {outward(steps.write.link)}
        </Step>
        <Step who={roleStep.curator} words={steps.arrive}>
          <Link to="/queue" search={{ view: 'new' }}>
            {steps.arrive.link}
          </Link>
        </Step>
        <Step who={roleStep.curator} words={steps.select}>
          <Link to="/queue" search={{ view: 'new' }}>
            {steps.select.link}
          </Link>
        </Step>
        <Step who={roleStep.executor} words={steps.draft}>
          {may(session, 'actAsExecutor') && <Link to="/tasks">{steps.draft.link}</Link>}
        </Step>
        <Step who={session.regulation.releasePath === 'own' ? roleStep.executor : roleStep.curator} words={steps.approve}>
          <Link to="/queue" search={{ view: 'approval' }}>
            {steps.approve.link}
          </Link>
        </Step>
        <Step who={roleStep.citizen} words={steps.see}>
          {outward(steps.see.link)}
        </Step>
      </ol>
    </section>
  )
}

function Step({ who, words, children }: { who: string; words: { title: string; text: string }; children: ReactNode }) {
  return (
    <li>
      <h3>
        {words.title} <span className={styles.role}>{who}</span>
      </h3>
      <p>{words.text}</p>
      {children}
    </li>
  )
}
