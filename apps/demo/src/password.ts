import { randomInt } from 'node:crypto'

const words = ['berezka', 'ruchey', 'pristan', 'zavod', 'sirenev', 'mayak', 'lesnaya', 'paromnaya', 'klyuch', 'zarya', 'snegir', 'ryabina']

/** Easy to type from a screen; guards a demonstration on this machine, nothing else. */
export const newDemoPassword = (): string => `${words[randomInt(words.length)]}-${words[randomInt(words.length)]}-${randomInt(10, 100)}`
