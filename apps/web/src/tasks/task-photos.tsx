import { useEffect, useRef, useState } from 'react'
import { IconCamera, IconPhoto, IconX } from '@tabler/icons-react'
import { AttachedFiles, PhotoLimit } from '../reply/photos.tsx'
import { useWords } from '../words/words.tsx'
import type { PhotoDesk } from './use-photos.ts'
import type { FileRef, WaitingPhoto } from './waiting-store.ts'
import styles from './reply-desk.module.css'

type Props = {
  readonly files: readonly FileRef[]
  /** How many photos the network takes with one reply. */
  readonly most: number
  readonly desk: PhotoDesk
  readonly onRemove: (id: string) => void
}

/** The camera first, then the gallery; photos the server has as links, those that wait as they were taken. */
export function TaskPhotos({ files, most, desk, onRemove }: Props) {
  const { tasks } = useWords()
  const camera = useRef<HTMLInputElement>(null)
  const gallery = useRef<HTMLInputElement>(null)
  const chosen = (input: HTMLInputElement) => {
    void desk.add(input.files).then(() => {
      input.value = ''
    })
  }
  const used = files.length + desk.waiting.length
  const full = used >= most
  return (
    <div className={styles.photos}>
      {most > 0 && (
        <div className={styles.pair}>
          <button type="button" className={styles.photo} disabled={full} onClick={() => camera.current?.click()}>
            <IconCamera size={20} aria-hidden /> {tasks.camera}
          </button>
          <button type="button" className={styles.photo} disabled={full} onClick={() => gallery.current?.click()}>
            <IconPhoto size={20} aria-hidden /> {tasks.gallery}
          </button>
        </div>
      )}
      <PhotoLimit used={used} most={most} />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        data-photos="camera"
        onChange={(event) => chosen(event.target)}
      />
      <input
        ref={gallery}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        hidden
        data-photos="gallery"
        onChange={(event) => chosen(event.target)}
      />
      <AttachedFiles files={files} onRemove={onRemove} />
      {desk.waiting.length > 0 && (
        <ul className={styles.waitingPhotos} role="status">
          {desk.waiting.map((photo) => (
            <TakenPhoto key={photo.id} photo={photo} onDrop={() => desk.drop(photo.id)} />
          ))}
        </ul>
      )}
      {desk.troubles.length > 0 && (
        <div role="alert" className={styles.trouble}>
          {desk.troubles.map((trouble) => (
            <p key={trouble}>{trouble}</p>
          ))}
        </div>
      )}
    </div>
  )
}

function TakenPhoto({ photo, onDrop }: { photo: WaitingPhoto; onDrop: () => void }) {
  const { tasks, card } = useWords()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(photo.picture)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [photo.picture])
  return (
    <li>
      {address !== null && <img src={address} alt="" />}
      <span>{tasks.photoWaits(photo.name)}</span>
      <button type="button" aria-label={card.removeFile(photo.name)} onClick={onDrop}>
        <IconX size={16} aria-hidden />
      </button>
    </li>
  )
}
