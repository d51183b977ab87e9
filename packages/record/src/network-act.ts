import type { FileRef } from './recorded.ts'

/** Where in a network something is to appear, in that network's own terms; whoever reads the network made it. */
export type NetworkTarget = Readonly<Record<string, string | number>>

/**
 * What the house asks a network to do. One kind for each thing that a connector can really carry out; a new kind is a new member here, and the
 * compiler then names every place that has to know it. `files`: photos that go along, in this order. `ref`: the key under which the network
 * confirmed what is to be taken away.
 */
export type NetworkAct<File = FileRef> =
  | { readonly kind: 'reply'; readonly target: NetworkTarget; readonly text: string; readonly files: readonly File[] }
  | { readonly kind: 'post'; readonly text: string; readonly files: readonly File[] }
  | { readonly kind: 'remove'; readonly ref: string }

export type NetworkActKind = NetworkAct['kind']

/** A file of an act, by the hash of its bytes. */
export type ActFile = Pick<FileRef, 'id' | 'name' | 'type'>

/** Which acts of one account go first where several are due: what must not stay there, then answers to people, then news. */
export const PRIORITY: Readonly<Record<NetworkActKind, number>> = { remove: 0, reply: 1, post: 2 }

/** The files of an act; none where its kind has no files. */
export const filesOf = <File>(act: NetworkAct<File>): readonly File[] => ('files' in act ? act.files : [])

/**
 * Why an act was not carried out. The last five are not the network's word: no network, no connection, a fault of ours, a row altered past the
 * program, a person.
 */
export type ActFailure =
  | 'gone'
  | 'closed'
  | 'blocked'
  | 'invalid'
  | 'permission'
  | 'auth'
  | 'quota'
  | 'outage'
  | 'disconnected'
  | 'fault'
  | 'altered'
  | 'human'

/** How an act ended. `ref` and `url`: under which key and address the network shows what was done, empty where nothing is left to see; `reconciled`: found by reading back. */
export type ActEnd =
  | { readonly type: 'done'; readonly ref: string; readonly url: string; readonly evidence: 'network' | 'reconciled' }
  | { readonly type: 'failed'; readonly reason: ActFailure; readonly detail: string }
  | { readonly type: 'uncertain'; readonly detail: string }
