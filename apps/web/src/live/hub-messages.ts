import type { StreamEvent } from '@otklik/contract'
import type { LineState } from './source.ts'

/** How often the hub asks every tab whether it is there, milliseconds. */
export const beatMs = 10_000

/** What a tab says to the browser's hub. `join`: from now on it listens, as this person; `here`: the answer to a beat. */
export type TabMessage = { readonly say: 'join'; readonly personId: string } | { readonly say: 'here' } | { readonly say: 'leave' }

/** What the hub says to a tab. `missed`: the tab heard nothing for a while, everything is read anew. */
export type HubMessage =
  | { readonly say: 'state'; readonly state: LineState }
  | { readonly say: 'event'; readonly event: StreamEvent }
  /** To a tab that has just joined: whose stream it is, and what was said a moment ago, while the tab was asking for its first rows. */
  | { readonly say: 'joined'; readonly personId: string | null; readonly recent: readonly StreamEvent[] }
  | { readonly say: 'missed' }
  | { readonly say: 'beat' }
