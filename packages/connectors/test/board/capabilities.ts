import { auto, type Capabilities, type Held, type Limits, off } from '@otklik/connectors'

const noToken = off('Добавьте ключ доски.', "Add the board's token.")
const never = off('Доска этого не умеет.', 'The board cannot do it.')

/** What a connection to a board can do with these secrets. */
export const capabilitiesOf = (held: Held): Capabilities => ({
  identify: held.has('token') ? auto : noToken,
  'receive.webhook': held.has('hookSecret') ? auto : off('Добавьте подпись доски.', "Add the board's signature."),
  'receive.poll': off('Доска присылает сама.', 'The board sends by itself.'),
  context: never,
  reply: held.has('token') ? auto : noToken,
  photos: never,
  post: never,
  correct: never,
  remove: never,
  readback: held.has('token') ? auto : noToken,
})

export const limits: Limits = { textLength: 1_000, photos: 0, files: 0 }
