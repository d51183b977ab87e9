import type { ComponentProps } from 'react'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import styles from './queue-bar.module.css'

/** The face of the filters: marked while something is chosen in them. */
export function FiltersButton({ narrowed, ...rest }: { narrowed: boolean } & ComponentProps<'button'>) {
  const { queue } = useWords()
  return (
    <button
      type="button"
      aria-label={queue.filters}
      aria-haspopup="dialog"
      aria-expanded={false}
      {...rest}
      className={styles.filters}
      data-on={narrowed || undefined}
    >
      <IconAdjustmentsHorizontal size={16} aria-hidden />
    </button>
  )
}
