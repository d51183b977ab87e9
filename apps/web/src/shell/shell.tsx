import { lazy, Suspense, useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { isSignedOut } from '../live/call.ts'
import { SessionProvider, sessionQuery } from '../session/session.tsx'
import '../session/sign-out.ts'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { UnderAct, useWords } from '../words/words.tsx'
import { AppFrame } from './app-frame.tsx'
import { ErrorBoundary } from '../controls/error-boundary.tsx'
import { Loading } from '../controls/loading.tsx'
import styles from '../controls/page-note.module.css'

const GivenPasswordPage = lazy(() => import('../sign-in/given-password-page.tsx'))
const ChoicePage = lazy(() => import('../sign-in/choice-page.tsx'))

/** Signed in: the frame with the page. Not signed in: the sign-in page at the same address. */
export function Shell() {
  const session = useQuery(sessionQuery)
  const [wasSigned, setWasSigned] = useState(false)
  const outside = isSignedOut(session.error)
  const signed = session.data !== undefined && !outside
  const [wasOutside, setWasOutside] = useState(false)
  useEffect(() => {
    if (outside) setWasOutside(true)
    if (!signed) return
    setWasSigned(true)
    // The field that had the focus went with the sign-in page: the next Tab begins at the page's content.
    if (wasOutside) document.getElementById('content')?.focus({ preventScroll: true })
  }, [signed, outside, wasOutside])
  if (outside) return <SignInPage ended={wasSigned} />
  if (session.data === undefined)
    return session.errorUpdateCount === 0 && session.fetchStatus !== 'paused' ? (
      <Loading />
    ) : (
      <NoServer again={() => void session.refetch()} />
    )
  return (
    <SessionProvider session={session.data}>
      {session.data.passwordGiven === null && session.data.organisationChosen ? (
        <UnderAct releasePath={session.data.regulation.releasePath}>
          <AppFrame>
            <ErrorBoundary>
              <Outlet />
            </ErrorBoundary>
          </AppFrame>
        </UnderAct>
      ) : (
        <Suspense fallback={<Loading />}>{session.data.passwordGiven === null ? <ChoicePage /> : <GivenPasswordPage />}</Suspense>
      )}
    </SessionProvider>
  )
}

function NoServer({ again }: { again: () => void }) {
  const { session, shell } = useWords()
  return (
    <main className={styles.note} role="alert">
      <h1>{session.unreachable}</h1>
      <p>{session.unreachableCure}</p>
      <Button onClick={again}>{shell.retry}</Button>
    </main>
  )
}
