import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { ActionsHost, loadActionDialog } from '../actions/actions-host.tsx'
import { KeysHeld } from '../keyboard/keys-held.ts'
import { Loading } from '../controls/loading.tsx'
import { useWords } from '../words/words.tsx'
import { release, type LiveList } from '../rows/live-list.ts'
import { QueueBar } from './queue-bar.tsx'
import { incidentQuery, queueKey, queueQuery } from '../rows/queue-queries.ts'
import { Sought } from '../message/marked.tsx'
import { QueueList } from './queue-list.tsx'
import { QueuePrint } from './queue-print.tsx'
import { useQueueKeys } from './queue-keys.ts'
import { useTitle } from '../rows/unseen.ts'
import { ViewsPane } from './views-pane.tsx'
import styles from './queue-page.module.css'

const loadCard = () => import('../card/card-pane.tsx')
const CardPane = lazy(loadCard)
const loadRegisterDialog = () => import('./register-dialog.tsx')
const RegisterDialog = lazy(loadRegisterDialog)

/** Three panes: views, rows, the card. Below 1200 px views lie above the rows; below 800 px one pane at a time. */
export function QueuePage() {
  const { queue, shell } = useWords()
  const address = useSearch({ from: '/queue' })
  const navigate = useNavigate({ from: '/queue' })
  const client = useQueryClient()
  const searching = address.q !== undefined
  // Letters of a search arrive one by one; the rows found before stay until the next ones come.
  const asked = useQuery({ ...queueQuery(address), placeholderData: (before: LiveList | undefined) => (searching ? before : undefined) })
  const search = useRef<HTMLInputElement>(null)
  const list = asked.data
  const [registering, setRegistering] = useState(false)
  const [chosen, setChosen] = useState<string | null>(address.open ?? null)
  /** Where the cursor has gone while the address still follows: the next key speaks of it, however soon it comes. */
  const [ahead, setAhead] = useState<string | null>(null)
  // An open card is what the keys speak of, also where its row stands beyond the rows shown or came by the browser's way back.
  const wanted = ahead ?? address.open ?? chosen
  const cursor = list?.rows.some((row) => row.id === wanted) ? wanted : address.open === undefined ? (list?.rows[0]?.id ?? null) : null

  const open = useCallback(
    (id: string | undefined, replace = false) => {
      setAhead(id ?? null)
      const gone = navigate({ search: ({ open: _open, ...rest }) => (id === undefined ? rest : { ...rest, open: id }), replace })
      // Overtaken by another way, it never comes there.
      void gone.finally(() => setAhead((now) => (now === id && new URLSearchParams(location.search).get('open') !== id ? null : now)))
    },
    [navigate],
  )
  const choose = useCallback(
    (id: string) => {
      setChosen(id)
      open(id)
    },
    [open],
  )
  const releaseRows = () => client.setQueryData<LiveList>(queueKey(address), (known) => known && release(known))

  useEffect(() => {
    setAhead((id) => (id === address.open ? null : id))
    if (address.open !== undefined) setChosen(address.open)
  }, [address.open])
  useTitle(`${queue.views[address.view]} · ${shell.product}`, list)
  useEffect(() => {
    // The code of the card and of the dialogs comes with the first sign of a hand: the rows are there sooner, and opening still finds it ready.
    // A line too bad for that now is tried again when the dialog is asked for.
    const load = () => {
      for (const one of [loadCard, loadActionDialog, loadRegisterDialog]) void one().catch(() => undefined)
    }
    for (const sign of ['pointermove', 'pointerdown', 'keydown']) addEventListener(sign, load, { once: true, passive: true })
    return () => {
      for (const sign of ['pointermove', 'pointerdown', 'keydown']) removeEventListener(sign, load)
    }
  }, [])
  useEffect(() => {
    if (cursor === null) return
    // The card under the cursor is fetched before anybody asks for it, so that opening answers within a frame.
    const timer = setTimeout(() => void client.prefetchQuery(incidentQuery(cursor)), 120)
    return () => clearTimeout(timer)
  }, [client, cursor])

  return (
    <Sought value={address.q}>
      <ActionsHost>
        <QueueKeys
          address={address}
          rows={list?.rows ?? []}
          cursor={cursor}
          setCursor={setChosen}
          open={open}
          search={search}
          release={releaseRows}
          register={() => setRegistering(true)}
        />
        <main className={styles.page} data-panes data-open={address.open !== undefined || undefined}>
          <h1 className="visually-hidden">{queue.title}</h1>
          <ViewsPane address={address} />
          <section className={styles.list} aria-label={queue.views[address.view]}>
            <QueueBar address={address} field={search} />
            <QueuePrint title={queue.views[address.view]} rows={list?.rows ?? []} />
            {list !== undefined && <QueueList address={address} list={list} cursor={cursor} onChoose={choose} onRelease={releaseRows} />}
            {asked.isPending && <Loading lines={12} />}
            {asked.isError && list === undefined && (
              <div className={styles.failed} role="alert">
                <p>{queue.failed}</p>
                <Button variant="default" onClick={() => void asked.refetch()}>
                  {shell.retry}
                </Button>
              </div>
            )}
          </section>
          <section className={styles.card} aria-label={queue.list}>
            {address.open === undefined ? (
              <div className={styles.nothing}>
                <p className="strong">{queue.select}</p>
                <p className="quiet">{queue.selectHint}</p>
              </div>
            ) : (
              <Suspense fallback={<Loading lines={8} />}>
                <CardPane key={address.open} id={address.open} onClose={() => open(undefined)} />
              </Suspense>
            )}
          </section>
        </main>
        <Suspense fallback={<KeysHeld />}>
          {registering && <RegisterDialog onDone={choose} onClose={() => setRegistering(false)} />}
        </Suspense>
      </ActionsHost>
    </Sought>
  )
}

/** Keys of the queue, apart so that a press redraws nothing but what it changes. */
function QueueKeys(props: Parameters<typeof useQueueKeys>[0]) {
  useQueueKeys(props)
  return null
}
