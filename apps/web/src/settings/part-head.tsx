import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { Refused } from '../live/call.ts'
import { Loading } from '../controls/loading.tsx'
import { useWords } from '../words/words.tsx'
import styles from './settings-page.module.css'

/** A part's title, one sentence of what it is for, and its one action. */
export function PartHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <div>
        <h2 id="part-title">{title}</h2>
        <p className="quiet">{lead}</p>
      </div>
      {children}
    </header>
  )
}

type Asked = { readonly error: unknown; readonly refetch: () => unknown }

/** While the answer is on its way, or when it did not come. */
export function PartWaits({ asked }: { asked: Asked }) {
  const { settings, shell, locale } = useWords()
  if (asked.error === null) return <Loading />
  return (
    <div role="alert" className={styles.failed}>
      <p>{settings.failed}</p>
      {asked.error instanceof Refused && <p>{asked.error.problem.text[locale]}</p>}
      <Button variant="default" onClick={() => void asked.refetch()}>
        {shell.retry}
      </Button>
    </div>
  )
}
