import { auto, type Capabilities, off } from '../port/capability.ts'
import type { Held, Limits } from '../port/network.ts'

/** Not in VK's schema; seen in its own client. UTF-16 units and attachments of one comment. */
export const limits: Limits = { textLength: 4_096, photos: 2, files: 0 }

/** The same for a post on the wall; told by VK's own client as well. */
export const postLimits: Limits = { textLength: 15_895, photos: 10, files: 0 }

const addCommunityKey = off('Добавьте ключ сообщества.', 'Add the community token.')
const addReadingKey = off('Добавьте сервисный ключ приложения.', "Add the application's service token.")
const addUserKey = off('Добавьте ключ администратора сообщества.', 'Add the token of a community administrator.')
const ownHand = off(
  'Программа этого не делает: измените ответ в сообществе сами, она это увидит.',
  'The program does not do it: change the reply in the community yourself, it will notice.',
)

/** What an account can do with the secrets it holds: VK gives each kind of key its own methods. */
export function capabilitiesOf(held: Held): Capabilities {
  const [community, service, user] = [held.has('communityToken'), held.has('serviceToken'), held.has('userToken')]
  const callback = held.has('callbackSecret') && held.has('callbackConfirmation')
  return {
    identify: community || service || user ? auto : off('Нет ни одного ключа.', 'There is no token at all.'),
    'receive.webhook': callback
      ? auto
      : off('Нужны секрет и строка подтверждения Callback API.', 'The Callback API needs its secret and its confirmation string.'),
    'receive.poll': community ? auto : addCommunityKey,
    context: service || user ? auto : addReadingKey,
    reply: community ? auto : addCommunityKey,
    // A community key could attach a document, which readers see as a file to download: not what a photo of a mended road is for.
    photos:
      community && user
        ? auto
        : off('Нужны ключ сообщества и ключ его администратора.', 'The community token and that of its administrator are needed.'),
    // VK lets a community's wall be written and cleared with a person's key alone.
    post: user ? auto : addUserKey,
    correct: ownHand,
    remove: user ? auto : addUserKey,
    readback: service || user ? auto : addReadingKey,
  }
}

/** What one reply through this account may hold: photos only where it may upload them. */
export const limitsOf = (held: Held): Limits => ({ ...limits, photos: capabilitiesOf(held).photos.mode === 'auto' ? limits.photos : 0 })

/** Names of the secrets that say something. */
export const heldIn = (secrets: object): Held => new Set(Object.entries(secrets).flatMap(([name, secret]) => (secret ? [name] : [])))
