import type { Text } from './text.ts'

/**
 * How something is done in a network. `auto`: the program does it. `assisted`: the program prepares it and a person does it by hand. `import`: it
 * comes or goes in a file that a person carries. `off`: not at all.
 */
export type Mode = 'auto' | 'assisted' | 'import' | 'off'

/**
 * What may be asked of a network: `identify` whose page it is · `receive.webhook` it calls us · `receive.poll` we ask it · `context` the post and the
 * thread around a message · `reply` to a message · `photos` beside what we say · `post` on our page · `correct` and `remove` what we have said ·
 * `readback` whether it stands there.
 */
export const capabilities = [
  'identify',
  'receive.webhook',
  'receive.poll',
  'context',
  'reply',
  'photos',
  'post',
  'correct',
  'remove',
  'readback',
] as const
export type Capability = (typeof capabilities)[number]

/** `reason`: why the program does not do it by itself, and what would change that. */
export type CapabilityState =
  | { readonly mode: 'auto'; readonly reason: null }
  | { readonly mode: Exclude<Mode, 'auto'>; readonly reason: Text }
export type Capabilities = Readonly<Record<Capability, CapabilityState>>

export const auto: CapabilityState = { mode: 'auto', reason: null }
export const off = (ru: string, en: string): CapabilityState => ({ mode: 'off', reason: { ru, en } })

/** Whether the program does it by itself. */
export const does = (all: Capabilities, capability: Capability): boolean => all[capability].mode === 'auto'

/**
 * Who brings a reply to its place. A person does where the network lets the program only prepare it or write it into a file. One that is off for now
 * (a key is missing) stays the network's: when the key is there, it goes out.
 */
export const deliveryOf = ({ reply: { mode } }: Capabilities): 'network' | 'person' =>
  mode === 'assisted' || mode === 'import' ? 'person' : 'network'
