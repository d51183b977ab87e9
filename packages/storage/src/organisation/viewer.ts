/** Who looks: a person with their roles and units. */
export type Viewer = {
  readonly tenantId: string
  readonly personId: string
  readonly roles: readonly string[]
  readonly unitIds: readonly string[]
  readonly name: string
}
