import { useEffect, useRef, useState } from 'react'
import { IconCamera, IconX } from '@tabler/icons-react'
import type { RevisionView } from '@otklik/contract'
import { photoUrl, Refused, sendPhoto } from '../live/call.ts'
import { useWords } from '../words/words.tsx'
import styles from './photos.module.css'

type FileRef = RevisionView['attachments'][number]

const size = (bytes: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000),
  )

type Props = { readonly files: readonly FileRef[]; readonly most: number; readonly onChange: (files: FileRef[]) => void }

/** Files beside a reply, no more than its network takes: added from the camera or the disk, kept by their content, removable until sent. */
export function Photos({ files, most, onChange }: Props) {
  const { card, locale } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const newest = useRef(files)
  useEffect(() => {
    newest.current = files
  })
  const [sending, setSending] = useState<readonly string[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)

  const add = async (chosen: FileList | null) => {
    const room = Math.max(0, most - files.length)
    setTrouble((chosen?.length ?? 0) > room ? card.photosLeftOut(most) : null)
    for (const file of [...(chosen ?? [])].slice(0, room)) {
      setSending((names) => [...names, file.name])
      try {
        const ref = await sendPhoto(file, file.name)
        onChange([...newest.current.filter((one) => one.id !== ref.id), ref])
      } catch (error) {
        const why = error instanceof Refused ? error.problem.text[locale] : ''
        setTrouble(`${card.uploadFailed(file.name)} ${why}`)
      }
      setSending((names) => names.filter((name) => name !== file.name))
    }
  }
  return (
    <div className={styles.whole}>
      <AttachedFiles files={files} onRemove={(id) => onChange(files.filter((one) => one.id !== id))} />
      <div role="status" className="small quiet">
        {sending.map((name) => (
          <p key={name}>{card.uploading(name)}</p>
        ))}
      </div>
      {trouble !== null && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <div className={styles.adding}>
        {most > 0 && (
          <button
            type="button"
            className={styles.add}
            disabled={files.length + sending.length >= most}
            onClick={() => input.current?.click()}
          >
            <IconCamera size={16} aria-hidden /> {card.addPhoto}
          </button>
        )}
        <PhotoLimit used={files.length} most={most} />
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          void add(event.target.files)
          event.target.value = ''
        }}
      />
    </div>
  )
}

/** How many photos the network takes, before anybody has chosen too many; or why none. */
export function PhotoLimit({ used, most }: { used: number; most: number }) {
  const { card } = useWords()
  if (used > most)
    return (
      <p role="alert" className={styles.trouble}>
        {most === 0 && `${card.noPhotos} `}
        {card.photosOver(used - most)}
      </p>
    )
  return <p className={styles.limit}>{most === 0 ? card.noPhotos : card.photoLimit(used, most)}</p>
}

/** Files as links; with a cross where they may still be taken away. */
export function AttachedFiles({ files, onRemove }: { files: readonly FileRef[]; onRemove?: (id: string) => void }) {
  const { card, locale } = useWords()
  if (files.length === 0) return null
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={photoUrl(file.id)} target="_blank" rel="noreferrer">
            {file.type.startsWith('image/') && <img src={photoUrl(file.id)} alt="" loading="lazy" />}
            <span>{card.file(file.name, size(file.bytes, locale))}</span>
          </a>
          {onRemove !== undefined && (
            <button type="button" aria-label={card.removeFile(file.name)} onClick={() => onRemove(file.id)}>
              <IconX size={14} aria-hidden />
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
