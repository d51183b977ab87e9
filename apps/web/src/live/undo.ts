import { useEffect } from 'react'
import { useCommands } from '../keyboard/commands.ts'
import { useWords } from '../words/words.tsx'
import { lastUnanswered, useTakeBack } from './act.ts'
import { takeBackLast, takeBackWith } from './undoable.ts'

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
  useCommands([
    { id: 'undo', title: keyboard.undo, group: 'act', strokes: [{ code: 'KeyZ' }, { code: 'KeyZ', ctrl: true }], run: takeBackLast },
  ])
}
