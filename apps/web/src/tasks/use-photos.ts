import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused } from '../live/call.ts'
import { useWords } from '../words/words.tsx'
import { uploadPhoto } from './deliver.ts'
import { heaviest, smallerPhoto } from './smaller-photo.ts'
import { changeWaiting, useWaiting, waitingFor } from './waiting.ts'
import type { FileRef, WaitingPhoto } from './waiting-store.ts'

export type PhotoDesk = {
  readonly waiting: readonly WaitingPhoto[]
  readonly troubles: readonly string[]
  readonly add: (files: FileList | null) => Promise<void>
  readonly drop: (id: string) => void
}

const accepted = ['image/jpeg', 'image/png', 'image/webp']

/**
 * Photos of a draft: kept in the browser at once, handed to the server as soon as there is a line, in the order they were taken. `most`:
 * how many the network takes with one reply, `attached`: how many the draft has already.
 */
export function usePhotos(
  incidentId: string,
  { most, attached }: { readonly most: number; readonly attached: number },
  uploaded: (ref: FileRef) => void,
): PhotoDesk {
  const { tasks, card, locale } = useWords()
  const { photos } = useWaiting(incidentId).waiting
  const [troubles, setTroubles] = useState<readonly string[]>([])
  const busy = useRef(false)
  const newest = useRef({ uploaded, card, locale })
  useEffect(() => {
    newest.current = { uploaded, card, locale }
  })
  const drop = (id: string) => void changeWaiting(incidentId, { photos: waitingFor(incidentId).photos.filter((photo) => photo.id !== id) })

  const hand = useCallback(async () => {
    if (busy.current || !navigator.onLine) return
    busy.current = true
    try {
      for (let photo = waitingFor(incidentId).photos[0]; photo !== undefined; photo = waitingFor(incidentId).photos[0]) {
        // A reply that has been sent takes its photos with it.
        if (waitingFor(incidentId).outgoing !== null) return
        const { id, name } = photo
        try {
          const ref = await uploadPhoto(photo)
          if (waitingFor(incidentId).outgoing !== null) return
          newest.current.uploaded(ref)
        } catch (error) {
          if (!(error instanceof Refused) || error.problem.status === 401 || error.problem.status >= 500) return
          const why = error.problem.text[newest.current.locale]
          setTroubles((before) => [...before, `${newest.current.card.uploadFailed(name)} ${why}`])
        }
        await changeWaiting(incidentId, { photos: waitingFor(incidentId).photos.filter((one) => one.id !== id) })
      }
    } finally {
      busy.current = false
    }
  }, [incidentId])
  useEffect(() => {
    const attempt = () => void hand()
    attempt()
    const timer = setInterval(attempt, 15_000)
    addEventListener('online', attempt)
    return () => {
      clearInterval(timer)
      removeEventListener('online', attempt)
    }
  }, [hand])

  const add = async (files: FileList | null) => {
    const wrong: string[] = []
    const taken: WaitingPhoto[] = []
    for (const file of files ?? []) {
      if (!accepted.includes(file.type)) {
        wrong.push(tasks.photoNotPicture(file.name))
        continue
      }
      const { name, picture } = await smallerPhoto(file)
      if (picture.size > heaviest) wrong.push(tasks.photoTooBig(name))
      else taken.push({ id: crypto.randomUUID(), name, picture })
    }
    const before = waitingFor(incidentId).photos
    const kept = taken.slice(0, Math.max(0, most - attached - before.length))
    if (kept.length < taken.length) wrong.push(card.photosLeftOut(most))
    setTroubles(wrong)
    if (kept.length > 0) await changeWaiting(incidentId, { photos: [...before, ...kept] })
    await hand()
  }
  return { waiting: photos, troubles, add, drop }
}
