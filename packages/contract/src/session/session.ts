import { z } from 'zod'
import { actInForce } from '../acts/acts.ts'
import { id, moment, right, role, stretch, text } from '../primitives.ts'

/** In the demo alone, which listens on this machine only: the pretended community's page, and who signs in with the one password. */
const demoLinks = z.object({
  community: z.string(),
  password: z.string(),
  people: z.array(z.object({ login: z.string(), name: z.string(), roles: z.array(role), place: z.string() })),
})

/** What is seen before signing in. */
export const door = z.object({ demo: demoLinks.nullable() })
export type Door = z.infer<typeof door>

export const session = z.object({
  person: z.object({
    id,
    name: z.string(),
    login: z.string(),
    roles: z.array(role),
    /** What the person may do here. */
    may: z.array(right),
    /** Whose incidents the person sees: everybody's, or those of `unitIds`. */
    sees: z.enum(['organisation', 'units']),
    /** The units for which the person acts as an executor. */
    unitIds: z.array(id),
  }),
  /** Where this sign-in may enter, by name; who the person is there. */
  organisations: z.array(z.object({ id, name: z.string(), personId: id, roles: z.array(role) })),
  /** False: there are several and the request named none of them; this answer shows the first. */
  organisationChosen: z.boolean(),
  organisation: z.object({ id, name: z.string(), timezone: z.string() }),
  regulation: actInForce,
  /** Working stretches from 45 days back to 120 days ahead: the browser counts remaining working time with them. */
  stretches: z.array(stretch),
  provisionalYears: z.array(z.number().int()),
  /** Server's clock at answer, for correcting the browser's. */
  now: moment,
  /** The networks of this program: what queue and card show of one. */
  networks: z.array(
    z.object({
      id: z.string(),
      name: text,
      /** Paths of a picture of 24 by 24, drawn with lines in the colour of the text. */
      mark: z.array(z.string()),
      /** An example of an address that names a reply. */
      replyAddress: z.string(),
    }),
  ),
  demo: z.boolean(),
  demoLinks: demoLinks.optional(),
  /** Another chose this person's password (`by` null: the command line): until it is changed nothing else is let in. */
  passwordGiven: z.object({ at: moment, by: z.object({ id, name: z.string() }).nullable() }).nullable(),
})
export type Session = z.infer<typeof session>

export const signIn = z.object({ login: z.string().trim().min(1).max(100), password: z.string().min(1).max(1000) })
