import type { z } from 'zod'
import type { RouteName, routes } from './routes.ts'

type Routes = typeof routes
type Part = 'params' | 'query' | 'body'
/** What is handed over is only read: the caller's own lists may be readonly. */
type Read<Given> = Given extends readonly (infer Member)[]
  ? readonly Read<Member>[]
  : Given extends object
    ? { readonly [Key in keyof Given]: Read<Given[Key]> }
    : Given

/**
 * What a caller gives to a route: parameters of the path, query and body, each where the route reads it, and the key of the command where
 * a repeated one must do nothing twice. Types alone: a browser takes them without any schema.
 */
export type Ask<Name extends RouteName> = {
  readonly [P in Part as Routes[Name] extends Readonly<Record<P, z.ZodType>> ? P : never]: Routes[Name] extends Readonly<
    Record<P, infer Schema extends z.ZodType>
  >
    ? Read<z.input<Schema>>
    : never
} & (Routes[Name] extends { readonly idempotent: true } ? { readonly key: string } : unknown)

/** What a route answers. */
export type Answer<Name extends RouteName> = z.output<Routes[Name]['response']>
