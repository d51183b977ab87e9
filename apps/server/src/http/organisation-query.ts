import { z } from 'zod'

/** Where the browser itself asks (a stream, a picture) it sends no headers of ours: there the organisation stands in the address. */
export const organisationQuery = z.object({ organisation: z.uuid().optional() })
