import { useLayoutEffect, useRef } from 'react'

const fields = 'input:not([type=hidden]), select, textarea, button, a[href]'

/** Takes the focus into its dialog in the moment it stands, before the next key: Mantine does so a timer later, and a quick hand writes beside it. */
export function FocusInside({ onInside }: { onInside: () => void }) {
  const mark = useRef<HTMLSpanElement>(null)
  const told = useRef(onInside)
  useLayoutEffect(() => {
    const dialog = mark.current?.closest('[role="dialog"]')
    const first = dialog?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog?.querySelector<HTMLElement>(fields)
    first?.focus({ preventScroll: true })
    told.current()
  }, [])
  return <span ref={mark} hidden />
}
