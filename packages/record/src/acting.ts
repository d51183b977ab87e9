/** The person whose command it is, with rights already resolved; `system` for connectors and workers. */
export type Acting<Right extends string = string> =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'person'
      readonly personId: string
      readonly name: string
      readonly may: readonly Right[]
      /** The units for which the person acts as an executor. */
      readonly unitIds: readonly string[]
    }
