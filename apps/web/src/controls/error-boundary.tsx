import { Component, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import styles from './page-note.module.css'

type Props = { readonly children: ReactNode }

/** Catches a fault of the program itself, so that one broken screen does not take the desk with it. */
export class ErrorBoundary extends Component<Props, { fault: Error | null }> {
  override state: { fault: Error | null } = { fault: null }
  static getDerivedStateFromError(fault: Error) {
    return { fault }
  }
  override render() {
    return this.state.fault === null ? this.props.children : <Broken fault={this.state.fault} />
  }
}

export function Broken({ fault }: { fault: Error }) {
  const { broken } = useWords().shell
  return (
    <main className={styles.note} role="alert">
      <h1>{broken.title}</h1>
      <p>{broken.text}</p>
      <p>{broken.cure}</p>
      <code className={styles.trace}>{`${fault.name}: ${fault.message}`}</code>
      <Button onClick={() => location.reload()}>{broken.again}</Button>
    </main>
  )
}
