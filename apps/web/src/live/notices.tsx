import { useMemo } from 'react'
import type { IncidentCard, PersonCommandInput } from '@otklik/contract'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import type { Words } from '../words/ru.ts'
import { useWords } from '../words/words.tsx'
import { holderNames } from '../words/holder-names.ts'
import { Refused, Unreachable } from './call.ts'
import { serverNow } from './clock.ts'
import { putUp, takeDown } from './notice-board.ts'
import { takeBack, type Undoable } from './undoable.ts'
import styles from './notices.module.css'

export type Notices = {
  /** What was done, with a way back while there is one. */
  done(action: PersonCommandInput['type'], card: IncidentCard, undoable: Undoable | null): void
  /** What was refused: what happened, why, by which clause, what to do. */
  refused(error: unknown, words: Words): void
  /** A closed action was asked for. */
  closed(title: string, reason: string, clause: string | null): void
  say(text: string): void
}

/** The notice of what was done last: the next one takes its place. */
let shown: number | null = null

/** Short words at the bottom of the screen; read aloud, never stealing the focus. */
export function useNotices(): Notices {
  const words = useWords()
  const { organisation } = useSession()
  return useMemo(() => {
    const trouble = (title: string, lines: readonly string[]) =>
      putUp({
        stern: true,
        stands: 12_000,
        content: (
          <>
            <p className={styles.title}>{title}</p>
            {lines.filter(Boolean).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </>
        ),
      })
    return {
      done(action, card, undoable) {
        if (shown !== null) takeDown(shown)
        shown = putUp({
          stern: false,
          stands: undoable === null ? 3_000 : Math.min(10_000, Math.max(2_000, undoable.until - serverNow())),
          content: (
            <span className={styles.row}>
              {words.done[action](card.row.number, holderNames(card.row))}
              {undoable !== null && (
                <button type="button" className={styles.undo} onClick={() => takeBack(undoable)}>
                  {words.shell.undo} <kbd>Z</kbd>
                </button>
              )}
            </span>
          ),
        })
      },
      refused(error) {
        const { refused } = words.shell
        if (error instanceof Unreachable) return void trouble(refused.offline, [refused.offlineCure])
        if (!(error instanceof Refused)) return void trouble(refused.unknown, [String(error)])
        const { problem } = error
        if (problem.current !== undefined) {
          const { by, at, status } = problem.current
          const moment = near(at, words.locale, organisation.timezone, serverNow())
          const state = status === null ? '' : words.queue.status[status]
          return void trouble(refused.conflict(by.name, moment), [state, refused.conflictCure])
        }
        const clause = problem.clause === null ? '' : refused.clause(words.terms.clause(problem.clause))
        trouble(problem.text[words.locale], [clause, ...(problem.errors ?? []).map((one) => one.text[words.locale])])
      },
      closed(title, reason, clause) {
        trouble(title, [reason, clause === null ? '' : words.shell.refused.clause(words.terms.clause(clause))])
      },
      say(text) {
        putUp({ stern: false, stands: 3_000, content: text })
      },
    }
  }, [words, organisation.timezone])
}
