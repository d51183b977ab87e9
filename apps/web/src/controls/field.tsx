import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import styles from './field.module.css'

type Around = { readonly label: string; readonly hint?: string | undefined; readonly error?: string | undefined }

function Frame({ id, label, hint, error, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

const described = (id: string, hint?: string, error?: string) =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean).join(' ') || undefined

/** A line of text with its label, hint and error tied to it. */
export function TextField({ label, hint, error, ...rest }: Around & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        className={styles.control}
        aria-invalid={error !== undefined}
        aria-describedby={described(id, hint, error)}
        {...rest}
      />
    </Frame>
  )
}

/** Several lines of text. */
export function TextArea({ label, hint, error, ...rest }: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        className={styles.control}
        aria-invalid={error !== undefined}
        aria-describedby={described(id, hint, error)}
        rows={3}
        {...rest}
      />
    </Frame>
  )
}

/** One of a list. */
export function SelectField({ label, hint, error, children, ...rest }: Around & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select id={id} className={styles.control} aria-invalid={error !== undefined} aria-describedby={described(id, hint, error)} {...rest}>
        {children}
      </select>
    </Frame>
  )
}

/** A tick with its words; the whole line can be pressed. */
export function Tick({ children, ...rest }: { children: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" {...rest} />
      <span>{children}</span>
    </label>
  )
}
