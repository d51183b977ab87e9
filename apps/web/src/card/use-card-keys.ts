import type { RefObject } from 'react'
import { useShortcuts } from '../keyboard/shortcuts.ts'
import { turnWholeLine } from '../terms/whole-line.ts'
import { useWords } from '../words/words.tsx'

/** Reading an open card without a mouse: page by page, and straight to its record. */
export function useCardKeys(scroller: RefObject<HTMLElement | null>): void {
  const { keyboard } = useWords()
  // A line of the last page stays in sight, so that the eye finds its place.
  const page = (direction: 1 | -1) => scroller.current?.scrollBy({ top: direction * (scroller.current.clientHeight - 40) })
  useShortcuts([
    { id: 'page-down', title: keyboard.pageDown, group: 'move', strokes: [{ code: 'PageDown' }, { code: 'Space' }], run: () => page(1) },
    {
      id: 'page-up',
      title: keyboard.pageUp,
      group: 'move',
      strokes: [{ code: 'PageUp' }, { code: 'Space', shift: true }],
      run: () => page(-1),
    },
    { id: 'whole-line', title: keyboard.wholeLine, group: 'go', strokes: [{ code: 'KeyW' }], run: turnWholeLine },
    {
      id: 'record',
      title: keyboard.record,
      group: 'go',
      strokes: [{ code: 'KeyL' }],
      run: () => document.getElementById('record-heading')?.focus(),
    },
  ])
}
