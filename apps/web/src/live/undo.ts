import { useEffect } from 'react'
import { useCommands } from '../keyboard/commands.ts'
import { useWords } from '../words/words.tsx'
import { useAct } from './act.ts'
import { takeBackLast, takeBackWith } from './undoable.ts'

/** Stands once in the frame: gives Z its meaning while there is something to take back. */
export function useTakingBack(): void {
  const act = useAct()
  const { keyboard } = useWords()
  useEffect(() => takeBackWith(({ card, version }) => void act(card.row, { type: 'undo', version })), [act])
  useCommands([
    { id: 'undo', title: keyboard.undo, group: 'act', strokes: [{ code: 'KeyZ' }, { code: 'KeyZ', ctrl: true }], run: takeBackLast },
  ])
}
