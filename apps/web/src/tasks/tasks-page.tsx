import { useCallback, useEffect } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { ActionsHost } from '../actions/actions-host.tsx'
import { release, type LiveList } from '../rows/live-list.ts'
import { queueKey, queueQuery } from '../rows/queue-queries.ts'
import { useTitle } from '../rows/unseen.ts'
import { Loading } from '../controls/loading.tsx'
import { useWords } from '../words/words.tsx'
import { TaskList } from './task-list.tsx'
import { TaskView } from './task-view.tsx'
import { useDelivery } from './use-delivery.ts'
import styles from './tasks-page.module.css'

const mine = { view: 'mine' } as const

/** An executor's day: on a telephone the list, then the task; on a wide screen both side by side. */
export function TasksPage() {
  const { tasks, shell } = useWords()
  const { open } = useSearch({ from: '/tasks' })
  const navigate = useNavigate({ from: '/tasks' })
  const client = useQueryClient()
  const attempt = useDelivery()
  const asked = useQuery(queueQuery(mine))
  const list = asked.data
  const choose = useCallback((id: string | undefined) => void navigate({ search: id === undefined ? {} : { open: id } }), [navigate])
  const showNew = () => client.setQueryData<LiveList>(queueKey(mine), (known) => known && release(known))
  useTitle(`${tasks.title} · ${shell.product}`, list)
  useEffect(() => {
    // The view begins at its own top, not where the list was scrolled to.
    if (open !== undefined) document.getElementById('task-scroll')?.scrollTo({ top: 0 })
  }, [open])
  return (
    <ActionsHost>
      <main className={styles.page} data-panes data-open={open !== undefined || undefined}>
        <h1 className="visually-hidden">{tasks.title}</h1>
        <section className={styles.list} aria-label={tasks.list}>
          <header className={styles.head}>
            <div>
              <p className={styles.title} aria-hidden>
                {tasks.title}
              </p>
              {list !== undefined && <p className="quiet">{list.rows.length === 0 ? tasks.leadNone : tasks.lead(owed(list))}</p>}
            </div>
            {/* New ones wait behind a press whose place is kept: nothing moves under a thumb. */}
            <div role="status">
              {list !== undefined && list.waiting.length > 0 && (
                <button type="button" className={styles.news} onClick={showNew}>
                  {tasks.showNew(list.waiting.length)}
                </button>
              )}
            </div>
          </header>
          {list !== undefined && <TaskList list={list} open={open} onChoose={choose} />}
          {asked.isPending && <Loading lines={8} />}
          {asked.isError && list === undefined && (
            <div role="alert" className={styles.failed}>
              <p>{tasks.failed}</p>
              <Button variant="default" onClick={() => void asked.refetch()}>
                {shell.retry}
              </Button>
            </div>
          )}
        </section>
        <section className={styles.task} id="task-scroll" aria-label={tasks.task} tabIndex={-1}>
          {open === undefined ? (
            <div className={styles.nothing}>
              <p className="strong">{tasks.choose}</p>
              <p className="quiet">{tasks.chooseHint}</p>
            </div>
          ) : (
            <TaskView key={open} id={open} onBack={() => choose(undefined)} onAttempt={attempt} />
          )}
        </section>
      </main>
    </ActionsHost>
  )
}

const owed = ({ rows, gone }: LiveList) => rows.filter((row) => !gone.includes(row.id)).length
