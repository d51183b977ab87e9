import { z } from 'zod'
import { regulation } from './regulation.ts'

/** The JSON Schema of an act's file, for editors; published as `schema/regulation.schema.json`. */
export function regulationJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(regulation, { io: 'input', reused: 'ref' }),
    $id: 'https://otklik.example/schema/regulation.schema.json',
    title: 'Regulation',
  }
}
