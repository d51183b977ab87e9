import { useEffect, useRef, useState } from 'react'
import { forgetDraft, keepDraft, readDraft, type Draft } from './draft-store.ts'

export type DraftDesk = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  /** True once what stands in the field is safe on the disk. */
  readonly kept: boolean
  /** True while the field shows what was found on the disk. */
  readonly restored: boolean
  readonly forget: () => Promise<void>
}

/** A draft under somebody's hands, written to the disk a moment after every change and at once when the page is left. */
export function useDraft(personId: string, incidentId: string, empty: Draft): DraftDesk {
  const [draft, setDraft] = useState(empty)
  const [kept, setKept] = useState(false)
  const [restored, setRestored] = useState(false)
  const newest = useRef({ draft: empty, dirty: false })

  useEffect(() => {
    let stale = false
    void readDraft(personId, incidentId).then((found) => {
      // Somebody may already be typing: what is under the hands wins over what was kept.
      if (stale || found === null || newest.current.dirty) return
      newest.current = { draft: found, dirty: false }
      setDraft(found)
      setRestored(true)
      setKept(true)
    })
    return () => {
      stale = true
    }
  }, [personId, incidentId])

  useEffect(() => {
    const save = () => {
      const { draft: typed, dirty } = newest.current
      if (!dirty) return
      newest.current.dirty = false
      void keepDraft(personId, incidentId, typed).then(setKept)
    }
    const timer = setInterval(save, 300)
    addEventListener('pagehide', save)
    document.addEventListener('visibilitychange', save)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', save)
      document.removeEventListener('visibilitychange', save)
      save()
    }
  }, [personId, incidentId])

  return {
    draft,
    kept,
    restored,
    change: (part) => {
      const next = { ...newest.current.draft, ...part }
      newest.current = { draft: next, dirty: true }
      setDraft(next)
      setKept(false)
      setRestored(false)
    },
    forget: async () => {
      newest.current = { draft: empty, dirty: false }
      setDraft(empty)
      setKept(false)
      setRestored(false)
      await forgetDraft(personId, incidentId)
    },
  }
}
