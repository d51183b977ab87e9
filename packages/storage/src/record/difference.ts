/**
 * A row that is not what the record makes it. `key`: the stream, or whatever else the row belongs to. `column` null: the whole row is
 * too much or missing. `record` and `row`: what either says, cut to a line; null where it says nothing.
 */
export type Difference = {
  readonly table: string
  readonly key: string
  readonly column: string | null
  readonly record: string | null
  readonly row: string | null
}
