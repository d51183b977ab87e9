import { useState } from 'react'
import type { RevisionView } from '@otklik/contract'
import { photoUrl } from '../live/call.ts'
import { useWords } from '../words/words.tsx'
import { AttachedFiles } from '../reply/photos.tsx'
import styles from './draft-photos.module.css'

/** The photos that go out with a reply, where it is decided: small, and large in place by a press. */
export function DraftPhotos({ files }: { files: RevisionView['attachments'] }) {
  const { card } = useWords()
  const [large, setLarge] = useState<string | null>(null)
  const photos = files.filter(({ type }) => type.startsWith('image/'))
  return (
    <>
      {photos.length > 0 && (
        <div className={styles.photos}>
          {photos.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className={styles.photo}
              aria-expanded={large === id}
              aria-label={large === id ? card.shrink(name) : card.enlarge(name)}
              onClick={() => setLarge(large === id ? null : id)}
            >
              <img src={photoUrl(id)} alt={name} />
            </button>
          ))}
        </div>
      )}
      <AttachedFiles files={files.filter(({ type }) => !type.startsWith('image/'))} />
    </>
  )
}
