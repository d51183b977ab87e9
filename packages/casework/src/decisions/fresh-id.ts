import type { Context } from '../state.ts'

/** The first of the fresh identifiers that came with the command: a decision makes none itself. */
export function freshId({ newIds }: Context): string {
  const [id] = newIds
  if (id === undefined) throw new Error('a decision that publishes needs a fresh identifier in context.newIds')
  return id
}
