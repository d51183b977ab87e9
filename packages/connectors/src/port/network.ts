import type { ReplyLimits } from '@otklik/casework'
import type { Capabilities } from './capability.ts'
import type { Text } from './text.ts'
import type { Account, Connector } from './port.ts'
import type { Surroundings } from './surroundings.ts'

/** How messages of a connection come in. `none`: nothing comes by itself; people register messages or bring them in a file. */
export type Way = 'poll' | 'webhook' | 'none'

/** What a person enters about a connection, apart from secrets. It is shown to administrators and stands in the record of changes. */
export type AccountField = {
  /** A letter, then letters and digits: its name in `Account.fields`. */
  readonly name: string
  /** `address`: an address with a scheme. It must be https unless this machine runs simulators. */
  readonly kind: 'text' | 'number' | 'address'
  readonly label: Text
  readonly hint: Text | null
  /** What stands in the form of a new connection. */
  readonly preset: string
  /** An empty one is refused where it is needed. */
  readonly needed: boolean
  /** A regular expression for the whole value, without flags, the same in the browser and here. */
  readonly pattern: string
  /** What to enter instead of a value that does not fit. */
  readonly complaint: Text
}

/** A secret of a connection: sealed when it is stored, never shown again, absent from every record of changes. */
export type SecretField = {
  readonly name: string
  readonly label: Text
  readonly hint: Text | null
  /** Asked for only where messages come in this way; null: always. */
  readonly way: Way | null
  /** It leaves with requests to the network: when `home` changes it must be entered anew, or it would be handed to another server. */
  readonly leaves: boolean
}

/** Names of the secrets that a connection holds: what can be done depends on which are there and not on what they say. */
export type Held = ReadonlySet<string>

/** What one reply may hold: `textLength` in UTF-16 units, photos, and other files; 0 where none can be sent. How fast, a connector sees to itself. */
export type Limits = ReplyLimits & { readonly files: number }

/**
 * Everything that the rest of the program learns of a network: one value in the network's own folder, gathered by `catalogue.ts`. Words stand here
 * so that settings, queue and card need none of their own.
 */
export type Network = {
  /** Stands in events, tables and addresses for ever: a small letter, then small letters, digits and hyphens, at most 30. */
  readonly id: string
  readonly words: {
    readonly name: Text
    /** On the button that opens the form of a new connection. */
    readonly connect: Text
    /** Above the address that the network is to call. */
    readonly hook: Text
    /** An example of an address that names a reply. */
    readonly replyAddress: string
    /** What the network's kinds of events are called, by its own word. */
    readonly events: Readonly<Record<string, Text>>
  }
  /** The network's mark: paths of a picture of 24 by 24, drawn with lines in the colour of the text. */
  readonly mark: readonly string[]
  readonly account: {
    /** Whose page it is, by the network's own name or number. A page is connected once in an organisation. */
    readonly ownId: AccountField
    readonly fields: readonly AccountField[]
    readonly secrets: readonly SecretField[]
    /** The page as a person would name it: the address without what is the same for all. */
    page(ownId: string, fields: Account['fields']): string
    /**
     * The server on which the page lives; '' where the network has but one. Elsewhere is another page, even under the same `ownId`: receiving
     * begins anew there, and secrets that leave must be entered anew.
     */
    home(fields: Account['fields']): string
  }
  /** How messages can come in; the first is offered to a new connection. */
  readonly ways: readonly { readonly way: Way; readonly text: Text }[]
  /** What a connection that holds these secrets can do, and why not what it cannot. Pure. */
  capabilities(held: Held): Capabilities
  /** What one reply through such a connection may hold. Pure. */
  limits(held: Held): Limits
  /** The key (`Place.key`) of the comment that a pasted address or key names; null where it names none. Pure. The address is not to be trusted. */
  replyKey(pasted: string): string | null
  create(account: Account, surroundings: Surroundings): Connector
}
