import { useCallback, useEffect, useRef } from 'react'
import { useNotices } from '../live/notices.tsx'
import { rememberUndo } from '../live/undoable.ts'
import { useSession } from '../session/session.tsx'
import { deliver } from './deliver.ts'
import { openWaiting, outgoingIncidents } from './waiting.ts'

const between = 15_000

/** Sends what waits: at once, when the line comes back, when the page is looked at again, and every quarter of a minute. */
export function useDelivery(): () => void {
  const session = useSession()
  const notices = useNotices()
  const newest = useRef({ session, notices })
  useEffect(() => {
    newest.current = { session, notices }
  })
  const attempt = useCallback(() => {
    const { session: signed, notices: say } = newest.current
    void openWaiting(signed.person.id).then(() => deliver(signed, ({ card }) => say.done('submitDraft', card, rememberUndo(card))))
  }, [])
  useEffect(() => {
    attempt()
    const later = () => {
      if (document.visibilityState === 'visible' && outgoingIncidents().length > 0) attempt()
    }
    const timer = setInterval(later, between)
    addEventListener('online', attempt)
    addEventListener('offline', attempt)
    document.addEventListener('visibilitychange', later)
    return () => {
      clearInterval(timer)
      removeEventListener('online', attempt)
      removeEventListener('offline', attempt)
      document.removeEventListener('visibilitychange', later)
    }
  }, [attempt, session.person.id])
  return attempt
}
