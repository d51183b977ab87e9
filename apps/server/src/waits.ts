/** How long the HTTP surface waits for others, milliseconds. */
export type Waits = {
  /** What was begun may take so long to end when the server stops: a caller who sends a byte a minute must not hold up a restart. */
  readonly ending: number
  /** Between two signs of life on a live stream; at each it is looked whether the person is still signed in. */
  readonly heartbeat: number
  /** A look at a card is true for so long: a browser tells it anew before, from a tab in the background once a minute. */
  readonly look: number
  /** For a request to arrive whole: a photo over a bad line comes in that time, a half-sent body is let go. */
  readonly request: number
}

export const usualWaits: Waits = { ending: 10_000, heartbeat: 15_000, look: 75_000, request: 120_000 }
