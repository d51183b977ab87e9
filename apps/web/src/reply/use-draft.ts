import { useEffect, useRef, useState } from 'react'
import {
  blank,
  changeDraft,
  chosen,
  forgetDraft,
  onDraftElsewhere,
  readDraft,
  sameDraft,
  written,
  type Draft,
  type KeptDraft,
} from './draft-store.ts'

/** This tab among those that may have the same draft open. */
const thisTab = crypto.randomUUID()

export type DraftDesk = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  /** True once what stands in the field is safe on the disk. */
  readonly kept: boolean
  /** True while the field shows what was found on the disk. */
  readonly restored: boolean
  /** True once another tab was seen to change the same draft. */
  readonly elsewhere: boolean
  /** A text of another tab that is not what stands here: both are kept until somebody chooses. */
  readonly other: Draft | null
  readonly choose: (which: 'mine' | 'other') => void
  readonly forget: () => Promise<void>
}

/** What this tab knows: its text, the version that it has seen, whether something typed is not written yet. */
type Hand = { draft: Draft; seen: number; dirty: boolean; beside: string | null }

/**
 * A draft under somebody's hands, written to the disk a moment after every change and at once when the page is left. Open in two tabs, it
 * follows the other one while nothing was typed here, and says so; texts that were typed past each other are both kept.
 */
export function useDraft(personId: string, incidentId: string, empty: Draft): DraftDesk {
  const [draft, setDraft] = useState(empty)
  const [kept, setKept] = useState(false)
  const [restored, setRestored] = useState(false)
  const [elsewhere, setElsewhere] = useState(false)
  const [other, setOther] = useState<Draft | null>(null)
  const hand = useRef<Hand>({ draft: empty, seen: 0, dirty: false, beside: null })
  const start = useRef(empty)

  const show = (shown: Draft, seen: number) => {
    Object.assign(hand.current, { draft: shown, seen, dirty: false })
    setDraft(shown)
  }
  /** Looks at what is kept and tells it from what stands here. */
  const compare = (found: KeptDraft | null) => {
    const now = hand.current
    const [name, besideMine] = Object.entries(found?.beside ?? {}).find(([tab]) => tab !== thisTab) ?? []
    if (found === null || besideMine === undefined || name === undefined) {
      const differs = found !== null && found.version !== now.seen && !sameDraft(found.draft, now.draft)
      now.beside = null
      setOther(differs ? found.draft : null)
    } else {
      now.beside = name
      setOther(sameDraft(besideMine, now.draft) ? null : besideMine)
    }
  }

  useEffect(() => {
    let stale = false
    void readDraft(personId, incidentId).then((found) => {
      if (stale || found === null) return
      // Somebody may already be typing: what is under the hands stays there, and the kept text is offered.
      const nothing = blank(found.draft) && Object.keys(found.beside).length === 0
      if (nothing) hand.current.seen = found.version
      else if (!hand.current.dirty && hand.current.seen === 0) {
        show(found.draft, found.version)
        setRestored(true)
        setKept(true)
      }
      compare(found)
    })
    const stop = onDraftElsewhere(personId, incidentId, () => {
      void readDraft(personId, incidentId).then((found) => {
        if (stale) return
        setElsewhere(true)
        const { dirty, seen } = hand.current
        const follows = !dirty && !(found?.beside[thisTab] !== undefined)
        if (follows && found?.version !== seen) {
          show(found?.draft ?? start.current, found?.version ?? 0)
          setKept(found !== null)
          setRestored(false)
        }
        compare(found)
      })
    })
    return () => {
      stale = true
      stop()
    }
  }, [personId, incidentId])

  useEffect(() => {
    const save = () => {
      const now = hand.current
      if (!now.dirty) return
      now.dirty = false
      const { draft: typed, seen } = now
      void changeDraft(personId, incidentId, (found) => written(found, thisTab, seen, typed)).then((after) => {
        setKept(after !== null)
        if (after === null) return
        if (after.beside[thisTab] === undefined) now.seen = after.version
        compare(after)
      })
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
    elsewhere,
    other,
    change: (part) => {
      const next = { ...hand.current.draft, ...part }
      Object.assign(hand.current, { draft: next, dirty: true })
      setDraft(next)
      setKept(false)
      setRestored(false)
    },
    choose: (which) => {
      const taken = which === 'mine' ? hand.current.draft : other
      if (taken === null) return
      const dropped = hand.current.beside ?? thisTab
      setOther(null)
      show(taken, hand.current.seen)
      void changeDraft(personId, incidentId, (found) => chosen(found, thisTab, dropped, taken)).then((after) => {
        if (after === null) return
        hand.current.seen = after.version
        compare(after)
      })
    },
    forget: async () => {
      show(empty, 0)
      setKept(false)
      setRestored(false)
      setOther(null)
      await forgetDraft(personId, incidentId)
    },
  }
}
