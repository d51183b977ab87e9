/** What every simulator of a network can do for somebody who knows no network: open a page with posts, and let citizens write under them. */
export type Simulator = {
  /** The network's id, the same as the connectors' catalogue gives it. */
  readonly network: string
  open(wish: PageWish): Promise<SimulatedPage>
}

export type PageWish = {
  /** 0 or absent: any free port. Always on 127.0.0.1. */
  readonly port?: number
  readonly seed?: number
  /** Milliseconds since 1970 UTC. */
  readonly clock?: { now(): number }
  /** The page's own name or number in the network. */
  readonly ownId: string
  readonly name: string
  /** IANA name, for moments on the page. */
  readonly timezone?: string
  readonly posts: readonly { readonly id?: number; readonly text: string; readonly at?: number }[]
  readonly people?: readonly { readonly id: number; readonly name: string }[]
  /** First number for what is written: a later run of a town whose database lives on must not begin at 1 again. */
  readonly firstId?: number
  /** First number for events: a later run must begin after the numbers of the earlier one, and then says that it remembers none of them. */
  readonly firstEvent?: number
  /** Comments of an earlier run, as `comments()` gave them. */
  readonly comments?: readonly PageComment[]
  /** How long a repeated request to publish is recognised, milliseconds. */
  readonly memoryMs?: number
}

/** A comment under a post. A simulator may keep more in it; whoever stores it stores all of it. `own`: the page itself wrote it. */
export type PageComment = {
  readonly id: number
  readonly postId: number
  readonly own: boolean
  readonly replyTo: number | null
  readonly text: string
}

export type SimulatedPage = {
  /** `http://127.0.0.1:PORT`: where people read the page. */
  readonly url: string
  /** What a connection to it needs, by the network's own names. */
  readonly account: {
    readonly network: string
    readonly ownId: string
    readonly fields: Readonly<Record<string, string>>
    readonly secrets: Readonly<Record<string, string>>
  }
  /** A citizen writes. A name that is not known yet becomes a new person. `key`: of the message in the network. */
  write(input: { readonly postId: number; readonly author: number | string; readonly text: string; readonly replyTo?: number }): {
    readonly id: number
    readonly key: string
  }
  posts(): readonly { readonly id: number; readonly text: string; readonly at: number }[]
  comments(): readonly PageComment[]
  close(): Promise<void>
}
