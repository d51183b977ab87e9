import { useEffect } from 'react'
import { useShortcuts } from '../keyboard/shortcuts.ts'
import { useWords } from '../words/words.tsx'
import { lastUnanswered, useTakeBack } from './give-command.ts'
import { takeBackLast, takeBackWith } from '../live/undoable.ts'

/** Stands once in the frame: gives Z its meaning while there is something to take back. */
export function useTakingBack(): void {
  const takeBack = useTakeBack()
  const { keyboard } = useWords()
  useEffect(() => {
    const unanswered = () => {
      const row = lastUnanswered()
      if (row !== null) takeBack(row, null)
      return row !== null
    }
    takeBackWith(({ card, version }) => takeBack(card.row, version), unanswered)
  }, [takeBack])
  useShortcuts([
    { id: 'undo', title: keyboard.undo, group: 'act', strokes: [{ code: 'KeyZ' }, { code: 'KeyZ', ctrl: true }], run: takeBackLast },
  ])
}
