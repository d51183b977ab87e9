import { listensHereAlone } from '@otklik/server/http/host'
import type { Guide } from '@otklik/server/serve'
import { guidePage } from './guide-page.ts'
import { type Letter, whoIsWho } from './letter.ts'

/**
 * What the demo shows to whoever opens it. Where others than this computer can, it tells neither the password nor who is who; whoever started
 * it has the letter in the terminal.
 */
export function guideFor(letter: Omit<Letter, 'url'>, where: { readonly host: string; readonly publicUrl: string | null }): Guide {
  const { community, password } = letter
  const alone = listensHereAlone(where)
  return {
    page: (url, language) => guidePage({ ...letter, password: alone ? password : null, url }, language),
    links: alone ? { community, password, people: whoIsWho() } : null,
  }
}
