import { TextArea } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { runsOf } from './remarked-text.ts'
import styles from './warned-words.module.css'

type Place = { readonly from: number; readonly to: number }

/** How much of the text stands around a marked word, in UTF-16 units. */
const around = 40

/** Words that a check warns about, each marked in the piece of the text where it stands. Hostile text: shown as text only. */
export function WarnedPlaces({ text, places }: { readonly text: string; readonly places: readonly Place[] }) {
  return (
    <ul className={styles.places} lang="ru">
      {places.map((place) => {
        const piece = pieceAround(text, place)
        return (
          <li key={place.from} dir="auto">
            {piece.cutBefore && '…'}
            {runsOf(piece.text, [{ text: '', ...piece.place }]).map((run, index) =>
              run.remarks.length === 0 ? run.text : <mark key={index}>{run.text}</mark>,
            )}
            {piece.cutAfter && '…'}
          </li>
        )
      })}
    </ul>
  )
}

/** A piece of a text around a place, cut between words where it can be, never inside a letter of two units. */
function pieceAround(text: string, { from, to }: Place) {
  const start = wordEdge(text, Math.max(0, from - around), from)
  const rest = text.slice(to, to + around)
  const end = to + around >= text.length ? text.length : to + Math.max(0, rest.lastIndexOf(' '))
  return { text: text.slice(start, end), place: { from: from - start, to: to - start }, cutBefore: start > 0, cutAfter: end < text.length }
}

function wordEdge(text: string, start: number, from: number): number {
  if (start === 0) return 0
  const space = text.slice(start, from).indexOf(' ')
  return space === -1 ? from : start + space + 1
}

type Props = {
  readonly text: string
  readonly places: readonly Place[]
  readonly value: string
  readonly onChange: (reason: string) => void
}

/** Where a check may be wrong: the words in their places, and a field for why they stay. The record keeps what is written there. */
export function JustifyWords({ text, places, value, onChange }: Props) {
  const { card } = useWords()
  return (
    <div className={styles.justify}>
      <WarnedPlaces text={text} places={places} />
      <TextArea
        label={card.justify}
        placeholder={card.justifyExample}
        value={value}
        maxLength={2000}
        rows={2}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
