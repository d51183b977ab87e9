import { useWords } from '../words/words.tsx'
import styles from './start-page.module.css'

type Name = keyof ReturnType<typeof useWords>['start']['keyList']

const keys: readonly (readonly [name: Name, ...strokes: string[]])[] = [
  ['move', 'J', 'K'],
  ['open', 'Enter'],
  ['select', 'S'],
  ['route', 'R'],
  ['decline', 'D'],
  ['approve', 'A'],
  ['sendBack', 'B'],
  ['undo', 'Z'],
  ['search', '/'],
  ['palette', 'Ctrl+K'],
  ['map', '?'],
]

/** The keys a curator needs on the first day. */
export function KeysHint() {
  const { start } = useWords()
  return (
    <section aria-labelledby="keys-title">
      <h2 id="keys-title">{start.keys}</h2>
      <p>{start.keysLead}</p>
      <dl className={styles.keys}>
        {keys.map(([name, ...strokes]) => (
          <div key={name}>
            <dt>
              {strokes.map((stroke) => (
                <kbd key={stroke}>{stroke}</kbd>
              ))}
            </dt>
            <dd>{start.keyList[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
