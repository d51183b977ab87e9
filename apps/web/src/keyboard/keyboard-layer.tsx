import { lazy, Suspense, useEffect, useState } from 'react'
import { useWords } from '../words/words.tsx'
import { deskShortcuts, useShortcuts } from './shortcuts.ts'
import { meant, standingOf } from './dispatch.ts'
import { keepKeysInLine } from './key-line.ts'
import { KeysHeld, keysHeld } from './keys-held.ts'
import { lettersOn } from './letters.ts'

const Palette = lazy(() => import('./palette.tsx'))
const KeyMap = lazy(() => import('./key-map.tsx'))

export type Overlay = 'palette' | 'map' | null
let show: (overlay: Overlay) => void = () => undefined

/** Opens the palette or the map from a button. */
export const showOverlay = (overlay: Overlay): void => show(overlay)

/** The one place where keys are heard; the palette and the map of keys hang here. */
export function KeyboardLayer() {
  const { keyboard } = useWords()
  const [overlay, setOverlay] = useState<Overlay>(null)
  useEffect(() => {
    show = setOverlay
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const shortcut = meant(deskShortcuts(), event, keysHeld() ? 'dialog' : standingOf(event.target), lettersOn())
      if (shortcut === null) return
      event.preventDefault()
      // A closed one runs too: it answers with the reason and the clause instead of silence.
      shortcut.run()
    }
    const free = keepKeysInLine()
    addEventListener('keydown', hear)
    return () => {
      free()
      removeEventListener('keydown', hear)
    }
  }, [])
  useShortcuts([
    { id: 'palette', title: keyboard.all, group: 'other', strokes: [{ code: 'KeyK', ctrl: true }], run: () => setOverlay('palette') },
    { id: 'map', title: keyboard.map, group: 'other', strokes: [{ code: 'Slash', shift: true }], run: () => setOverlay('map') },
  ])
  const close = () => setOverlay(null)
  return (
    <Suspense fallback={<KeysHeld />}>
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'map' && <KeyMap onClose={close} />}
    </Suspense>
  )
}
