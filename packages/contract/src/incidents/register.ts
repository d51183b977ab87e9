import { z } from 'zod'
import { givenMoment, id, networkId, track, visible, webAddress } from '../primitives.ts'

/** Registration of a message by hand (a call, a letter, a network without a connector). */
export const registerMessage = z.object({
  text: z.string().trim().min(1).max(20000).regex(visible),
  authorName: z.string().trim().max(200).default(''),
  url: webAddress.nullable().default(null),
  /** The network in which it stands, where the person names one. */
  network: networkId.nullable().default(null),
  track: track.default('social'),
  writtenAt: givenMoment.optional(),
})

export const registered = z.object({ id, number: z.string(), version: z.number().int() })
