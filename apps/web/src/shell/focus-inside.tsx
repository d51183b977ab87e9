import { useLayoutEffect, useRef } from 'react'

const fields = 'input:not([type=hidden]), select, textarea, button, a[href]'

/** Takes the focus into its dialog in the moment it stands, before the next key: Mantine does so a timer later, and a quick hand writes beside it. */
export function FocusInside() {
  const mark = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const dialog = mark.current?.closest('[role="dialog"]')
    const first = dialog?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog?.querySelector<HTMLElement>(fields)
    first?.focus({ preventScroll: true })
  }, [])
  return <span ref={mark} hidden />
}
