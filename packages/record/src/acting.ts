/** The person whose command it is, with rights already resolved; `system` for connectors and workers. */
export type Acting<Role extends string = string> =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly name: string
      readonly roles: readonly Role[]
      readonly unitIds: readonly string[]
    }
