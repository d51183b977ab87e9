import { writeFileSync } from 'node:fs'
import { regulationJsonSchema } from '../src/index.ts'

/** Writes the published schema anew: run it after a change of the shape of an act's file. A test keeps them equal. */
writeFileSync(new URL('regulation.schema.json', import.meta.url), `${JSON.stringify(regulationJsonSchema(), null, 2)}\n`)
