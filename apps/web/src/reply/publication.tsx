import { useState } from 'react'
import { Button } from '@mantine/core'
import type { IncidentCard, PublicationView } from '@otklik/contract'
import { useGiveCommand } from '../commands/give-command.ts'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { TextField } from '../controls/field.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { LongText } from '../message/long-text.tsx'
import { useNetwork } from '../session/network.tsx'
import styles from './publication.module.css'

/** What the network did with a reply. Unknown is never repeated by the program: a person looks and says. */
export function Publication({ card, publication }: { card: IncidentCard; publication: PublicationView }) {
  const words = useWords()
  const { organisation } = useSession()
  const now = useNow()
  const when = (moment: number) => near(moment, words.locale, organisation.timezone, now)
  const { deletedAt, edited } = publication
  const revision = card.revisions.find(({ number }) => number === publication.revision)
  return (
    <div className={styles.publication} data-state={publication.state} data-amiss={deletedAt !== null || edited !== null || undefined}>
      {publication.state === 'uncertain' ? (
        <h3 id="uncertain-heading" tabIndex={-1}>
          {words.card.uncertainTitle}
        </h3>
      ) : (
        <p className={styles.state}>{words.card.publicationState[publication.state]}</p>
      )}
      <p>
        <span className="quiet small">
          {words.card.revisionShort(publication.revision)} · {publication.requestedBy.name},{' '}
          {when(publication.publishedAt ?? publication.requestedAt)}
        </span>
      </p>
      {publication.waiting !== null && (
        <p>
          {publication.waiting.until === null
            ? words.card.publicationStopped
            : words.card.publicationWaits(near(publication.waiting.until, words.locale, organisation.timezone, now))}{' '}
          <span className="quiet small">{publication.waiting.detail}</span>
        </p>
      )}
      {publication.failure !== null && (
        <p>
          {words.card.failures[publication.failure] ?? publication.failure}
          {publication.detail !== null && <span className="quiet small"> {publication.detail}</span>}
        </p>
      )}
      {deletedAt !== null && <p className={styles.amiss}>{words.card.replyDeleted(when(deletedAt))}</p>}
      {deletedAt === null && edited !== null && (
        <>
          {edited.text !== revision?.text && (
            <>
              <p className={styles.amiss}>{words.card.replyEdited(when(edited.at))}</p>
              <LongText text={edited.text} />
            </>
          )}
          {edited.photos !== revision?.attachments.length && (
            <p className={styles.amiss}>{words.card.replyPhotos(edited.photos, revision?.attachments.length ?? 0, when(edited.at))}</p>
          )}
        </>
      )}
      {publication.url !== null && publication.url !== '' && (
        <a href={publication.url} target="_blank" rel="noreferrer noopener nofollow">
          {words.card.openInNetwork}
        </a>
      )}
      {publication.state === 'uncertain' && <Uncertain card={card} publication={publication} />}
    </div>
  )
}

function Uncertain({ card, publication }: { card: IncidentCard; publication: PublicationView }) {
  const words = useWords()
  const give = useGiveCommand()
  const [url, setUrl] = useState('')
  const [wrong, setWrong] = useState(false)
  const network = useNetwork(card.message.network)
  const closed = card.actions.find((one) => one.action === 'resolvePublication' && !one.allowed)
  const stands = () => {
    const address = url.trim()
    // Which reply an address names the network tells, on the server; where the message stands in none, there may be no address.
    if (network !== null && address === '') return setWrong(true)
    void give(card.row, { type: 'resolvePublication', publicationId: publication.id, stands: true, address })
  }
  const absent = () => void give(card.row, { type: 'resolvePublication', publicationId: publication.id, stands: false })
  return (
    <div className={styles.uncertain}>
      <p>{words.card.uncertainText}</p>
      <a href={card.message.url} target="_blank" rel="noreferrer noopener nofollow">
        {words.card.openInNetwork}
      </a>
      {closed?.text != null ? (
        <p className="quiet">{closed.text[words.locale]}</p>
      ) : (
        <>
          <TextField
            label={words.card.uncertainUrl}
            hint={network === null ? words.card.uncertainUrlFree : words.card.uncertainUrlHint(network.replyAddress)}
            error={wrong ? words.card.uncertainUrlWrong : undefined}
            value={url}
            onChange={(event) => {
              setUrl(event.target.value)
              setWrong(false)
            }}
          />
          <div className={styles.choices}>
            <Button onClick={stands}>{words.card.uncertainYes}</Button>
            <Button variant="default" onClick={absent}>
              {words.card.uncertainNo}
            </Button>
          </div>
          <p className="small quiet">{words.card.uncertainNoConsequence}</p>
        </>
      )}
    </div>
  )
}
