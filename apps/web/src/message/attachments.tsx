import { IconPaperclip } from '@tabler/icons-react'
import type { IncidentCard } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import styles from './message-panel.module.css'

type Item = IncidentCard['message']['attachments'][number]

/** For links that lead out: nothing of ours goes along, and nothing there gets hold of the desk. */
export const outward = { target: '_blank', rel: 'noreferrer noopener nofollow ugc' } as const

/** Pictures and films only as links: nothing of a stranger's is loaded into the desk. */
export function Attachments({ items }: { items: readonly Item[] }) {
  if (items.length === 0) return null
  return (
    <ul className={styles.attachments}>
      {items.map((item, index) => (
        <li key={`${index} ${item.url}`}>
          <IconPaperclip size={14} aria-hidden />
          <Name item={item} />
        </li>
      ))}
    </ul>
  )
}

function Name({ item: { url, name } }: { item: Item }) {
  const { locale } = useWords()
  if (!/^https?:\/\//.test(url)) return <bdi>{name[locale]}</bdi>
  return (
    <a href={url} {...outward}>
      <bdi>{name[locale]}</bdi>
    </a>
  )
}

type EditedProps = {
  readonly edited: IncidentCard['message']['edited']
  readonly of: 'message' | 'answer'
  readonly when: (moment: number) => string
}

/** That its author changed it, and what stood beside it before. */
export function EditedNote({ edited, of, when }: EditedProps) {
  const { card } = useWords()
  if (edited === null) return null
  return (
    <div className={styles.edited}>
      <p>{of === 'message' ? card.messageEdited(when(edited.at)) : card.answerEdited(when(edited.at))}</p>
      {edited.removed.length > 0 && (
        <div className={styles.removed}>
          <span>{card.removedByAuthor}</span>
          <Attachments items={edited.removed} />
        </div>
      )}
    </div>
  )
}
