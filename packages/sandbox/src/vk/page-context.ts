import type { Language, Words } from './page-words.ts'
import type { World } from './world.ts'

/** What every part of the community's page is drawn from. */
export type PageContext = {
  readonly world: World
  readonly name: string
  readonly words: Words
  readonly language: Language
  readonly timezone: string
  /** Author's name used before in this browser. */
  readonly writer: string
  /** Comment the address points at, 0 for none. */
  readonly pointed: number
  readonly path: string
  readonly nonce: string
}
