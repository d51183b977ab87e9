import { IconExternalLink, IconPaperclip } from '@tabler/icons-react'
import type { IncidentCard } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { AuthorMessages } from './author-messages.tsx'
import panel from './card-pane.module.css'
import { LongText } from './long-text.tsx'
import styles from './message-panel.module.css'

const outward = { target: '_blank', rel: 'noreferrer noopener nofollow ugc' } as const

/** The message as it stands in the network: the post above it, the talk around it, what its author said later. All of it shown as text. */
export function MessagePanel({ card }: { card: IncidentCard }) {
  const words = useWords()
  const { organisation } = useSession()
  const now = useNow()
  const when = (moment: number) => near(moment, words.locale, organisation.timezone, now)
  const { message, context, answers } = card
  // A talk of one is the message itself, which stands above.
  const others = (context?.thread ?? []).some(({ text, writtenAt }) => text !== message.text || writtenAt !== message.writtenAt)
  return (
    <section className={panel.column} aria-labelledby="message-heading">
      <h2 id="message-heading" className="visually-hidden">
        {words.card.message}
      </h2>
      {context?.post != null && (
        <details className={styles.post}>
          <summary>
            <span className="quiet small">{words.card.post}</span>
            <span className={styles.postStart}>{context.post.text}</span>
          </summary>
          <p className={styles.hostile} dir="auto">
            {context.post.text}
          </p>
          <Attachments items={context.post.attachments} />
        </details>
      )}
      <article className={styles.message}>
        <header className={styles.author}>
          {message.author.url === null ? (
            <span className="strong">{message.author.name}</span>
          ) : (
            <a href={message.author.url} className={styles.name} {...outward}>
              {message.author.name}
            </a>
          )}
          <span className="quiet small">{when(message.writtenAt)}</span>
          {message.url !== '' && (
            <a href={message.url} className={styles.out} {...outward}>
              {words.card.openInNetwork} <IconExternalLink size={14} aria-hidden />
            </a>
          )}
        </header>
        {message.deletedAt !== null && <p className={styles.deleted}>{words.card.deleted(when(message.deletedAt))}</p>}
        <LongText text={message.text} />
        <Attachments items={message.attachments} />
      </article>
      {answers.map((answer) => (
        <article key={answer.at} className={styles.message}>
          <header className={styles.author}>
            <span className="strong">{words.card.answers}</span>
            <span className="quiet small">{when(answer.at)}</span>
          </header>
          {answer.deletedAt !== null && <p className={styles.deleted}>{words.card.answerDeleted(when(answer.deletedAt))}</p>}
          <LongText text={answer.text} />
        </article>
      ))}
      {context !== null && others && (
        <details className={styles.thread}>
          <summary>
            {words.card.thread} <span className="quiet">{context.thread.length}</span>
          </summary>
          <ol tabIndex={0} aria-label={words.card.thread}>
            {context.thread.map((line) => (
              <li key={line.key} data-own={line.own || undefined}>
                <span className="small">
                  <span className="strong">{line.authorName}</span> {line.own && <span className={styles.own}>{words.card.own}</span>}{' '}
                  <span className="quiet">{when(line.writtenAt)}</span>
                </span>
                <p className={styles.hostile} dir="auto">
                  {line.text}
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
      {context === null && message.network === 'vk' && <p className="quiet small">{words.card.noContext}</p>}
      <Marks card={card} />
      <AuthorMessages author={message.author} incidentId={card.row.id} />
    </section>
  )
}

function Marks({ card }: { card: IncidentCard }) {
  const words = useWords()
  const { topic, location, unit, importance } = card.row
  const rows = [
    [words.card.topic, topic?.name],
    [words.card.place, location],
    [words.card.unit, unit?.name],
    [words.card.importance, importance === 'high' ? words.queue.importance.high : null],
  ].filter(([, value]) => value != null && value !== '')
  if (rows.length === 0) return null
  return (
    <dl className={styles.marks}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Pictures and films only as links: nothing of a stranger's is loaded into the desk. */
function Attachments({ items }: { items: readonly { kind: string; url: string }[] }) {
  const { card } = useWords()
  if (items.length === 0) return null
  return (
    <ul className={styles.attachments}>
      {items.map((item, index) => (
        <li key={item.url}>
          <IconPaperclip size={14} aria-hidden />
          {/^https?:\/\//.test(item.url) ? (
            <a href={item.url} {...outward}>
              {`${card.attachments[item.kind] ?? card.attachment} ${index + 1}`}
            </a>
          ) : (
            <span>{`${card.attachments[item.kind] ?? card.attachment} ${index + 1}`}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
