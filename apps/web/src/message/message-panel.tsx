import { IconExternalLink } from '@tabler/icons-react'
import type { IncidentCard } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { hasWords } from './excerpt.tsx'
import { Marked } from './marked.tsx'
import { Attachments, EditedNote, outward } from './attachments.tsx'
import { AuthorMessages } from './author-messages.tsx'
import panel from '../styles/column.module.css'
import { holderNames } from '../words/holder-names.ts'
import { LongText } from './long-text.tsx'
import styles from './message-panel.module.css'

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
            <span className="strong">
              <Marked text={message.author.name} />
            </span>
          ) : (
            <a href={message.author.url} className={styles.name} {...outward}>
              <Marked text={message.author.name} />
            </a>
          )}
          <span className="quiet small">{when(message.writtenAt)}</span>
          <Outward url={message.url} />
        </header>
        {message.deletedAt !== null && <p className={styles.deleted}>{words.card.deleted(when(message.deletedAt))}</p>}
        <Said {...message} />
        <EditedNote edited={message.edited} of="message" when={when} />
      </article>
      {answers.map((answer) => (
        <article key={`${answer.at} ${answer.url}`} className={styles.message}>
          <header className={styles.author}>
            <span className="strong">{words.card.answers}</span>
            <span className="quiet small">{when(answer.at)}</span>
            <Outward url={answer.url} />
          </header>
          {answer.deletedAt !== null && <p className={styles.deleted}>{words.card.answerDeleted(when(answer.deletedAt))}</p>}
          <Said {...answer} />
          <EditedNote edited={answer.edited} of="answer" when={when} />
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
                {hasWords(line.text) && (
                  <p className={styles.hostile} dir="auto">
                    {line.text}
                  </p>
                )}
                <Attachments items={line.attachments} />
              </li>
            ))}
          </ol>
        </details>
      )}
      {context === null && message.delivery === 'network' && <p className="quiet small">{words.card.noContext}</p>}
      <Marks card={card} />
      <AuthorMessages author={message.author} incidentId={card.row.id} />
    </section>
  )
}

/** Words and what stands beside them; where there is neither, that it is so. */
function Said({ text, attachments }: Pick<IncidentCard['message'], 'text' | 'attachments'>) {
  const { queue } = useWords()
  const worded = hasWords(text)
  return (
    <>
      {worded && <LongText text={text} />}
      {!worded && attachments.length === 0 && <p className="quiet">{queue.noText}</p>}
      <Attachments items={attachments} />
    </>
  )
}

function Outward({ url }: { url: string }) {
  const { card } = useWords()
  if (url === '') return null
  return (
    <a href={url} className={styles.out} {...outward}>
      {card.openInNetwork} <IconExternalLink size={14} aria-hidden />
    </a>
  )
}

function Marks({ card }: { card: IncidentCard }) {
  const words = useWords()
  const { topic, location, importance } = card.row
  const rows = [
    [words.card.topic, topic?.name],
    [words.card.place, location],
    [words.card.unit, holderNames(card.row)],
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
