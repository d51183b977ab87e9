import { Dialog } from '../controls/dialog.tsx'
import { useWords } from '../words/words.tsx'
import { useDeskShortcuts, type ShortcutGroup } from './shortcuts.ts'
import { setLettersOn, useLettersOn } from './letters.ts'
import { strokeName } from './strokes.ts'
import styles from './key-map.module.css'

const sequence: readonly ShortcutGroup[] = ['move', 'act', 'reply', 'go', 'other']

/** `?`: which key does what, as offered where the person stands now. */
export default function KeyMap({ onClose }: { onClose: () => void }) {
  const { keyboard } = useWords()
  const shortcuts = useDeskShortcuts().filter((shortcut) => shortcut.strokes !== undefined)
  const letters = useLettersOn()
  return (
    <Dialog title={keyboard.title} size="xl" onClose={onClose}>
      <p className="quiet">{keyboard.lead}</p>
      <div className={styles.groups}>
        {sequence.map((group) => {
          const members = shortcuts.filter((shortcut) => shortcut.group === group)
          if (members.length === 0) return null
          return (
            <section key={group}>
              <h3>{keyboard.groups[group]}</h3>
              <dl className={styles.keys}>
                {members.map((shortcut) => (
                  <div key={shortcut.id}>
                    <dt>
                      {shortcut.strokes?.map((stroke) => (
                        <kbd key={strokeName(stroke)}>{strokeName(stroke)}</kbd>
                      ))}
                    </dt>
                    <dd>{shortcut.title}</dd>
                  </div>
                ))}
                {group === 'other' && (
                  <div>
                    <dt>
                      <kbd>Ctrl+Enter</kbd>
                    </dt>
                    <dd>{keyboard.confirm}</dd>
                  </div>
                )}
              </dl>
            </section>
          )
        })}
      </div>
      <label className={styles.letters}>
        <input type="checkbox" checked={letters} onChange={(event) => setLettersOn(event.target.checked)} />
        <span>
          {keyboard.letters}
          <span className="quiet small">{keyboard.lettersHint}</span>
        </span>
      </label>
    </Dialog>
  )
}
