import { Button } from '@mantine/core'
import type { IncidentCard } from '@otklik/contract'
import type { Action } from '../actions/action.ts'
import { AttachedFiles } from '../reply/photos.tsx'
import { useActions } from '../actions/actions-host.tsx'
import { useWords } from '../words/words.tsx'
import styles from './task-view.module.css'

/** Publishing where the act gives it to the executor (G-9, D-8), and the ways out: not ours, more time. */
export function TaskActions({ card, only }: { card: IncidentCard; only: 'publish' | 'ways-out' }) {
  const { tasks } = useWords()
  const { begin } = useActions()
  const may = (action: Action) => card.actions.some((one) => one.action === action && one.allowed)
  if (only === 'publish') {
    if (!may('publish')) return null
    const ready = card.revisions.findLast(({ outcome }) => outcome !== 'withdrawn')
    return (
      <section className={styles.publish}>
        <p>{ready?.approvedBy == null ? tasks.publishOwn : tasks.publishLead}</p>
        {ready !== undefined && (
          <p className={styles.written} lang="ru">
            {ready.text}
          </p>
        )}
        {ready !== undefined && <AttachedFiles files={ready.attachments} />}
        <Button size="lg" fullWidth onClick={() => begin('publish', card.row)}>
          {tasks.publish}
        </Button>
      </section>
    )
  }
  if (!may('return') && !may('askForTime')) return null
  return (
    <section className={styles.waysOut} aria-labelledby="ways-out">
      <h3 id="ways-out">{tasks.instead}</h3>
      <div>
        {may('return') && (
          <Button variant="default" onClick={() => begin('return', card.row)}>
            {tasks.notMine}
          </Button>
        )}
        {may('askForTime') && (
          <Button variant="default" onClick={() => begin('askForTime', card.row)}>
            {tasks.askTime}
          </Button>
        )}
      </div>
    </section>
  )
}
