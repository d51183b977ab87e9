import type { Rule } from '../act/rules.ts'
import type { HistoryEvent, Of, Track } from '../act/types.ts'
import type { Occurrence, Setting } from './occurrence.ts'

/** Who watches a history being read, to say what the act has against an event. The plan itself is the same without one. */
export type Watcher = {
  /** The message comes, on this track. */
  arrived(track: Track): void
  /** An event of a unit that does not have the message. */
  stranger(event: HistoryEvent): void
  /** A term set for one message: `open` are the obligations that it moves, `rule` the norm where it has not begun. */
  setting(event: Of<'termSet'>, setting: Setting, open: readonly Occurrence[], rule: Rule | undefined): void
  /** A term set before its norm began now meets that norm. */
  given(one: Occurrence, event: HistoryEvent, setting: Setting): void
  /** `extended` are the obligations that it moves, as they run before it; none where the act has nothing to extend. */
  extension(
    event: Of<'extended'>,
    setting: Extract<Setting, { text: string }>,
    extended: readonly Occurrence[],
    rules: readonly Rule[],
  ): void
}
