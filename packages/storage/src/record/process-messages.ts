import type { Change } from './change.ts'

/** What the processes of an installation say to one another through the database. Nothing of it is kept. */
export type Telling = {
  /** Says a word (JSON, below 8000 bytes, no citizen's text) to every process that listens, this one too. A lost connection loses it. */
  tell(word: object): void
  /**
   * Calls back on every committed change until the signal aborts, also on one whose process died before it could tell (within seconds). With
   * every connection, the first and those after a lost one, begins a full refresh (streamId ''). `words`: what was told (`tell`), and that from now on words are heard: those said before are not.
   */
  listen(
    onChange: (change: Change) => void,
    signal: AbortSignal,
    words?: { readonly heard: (word: unknown) => void; readonly listening: () => void },
  ): Promise<void>
}
