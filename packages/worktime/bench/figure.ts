/** One measured figure, as `docs/benchmarks.md` lists it. */
export type Figure = {
  readonly id: string
  readonly title: string
  readonly value: number
  readonly unit: string
  readonly aim: string
  readonly met: boolean
  readonly against?: { readonly name: string; readonly value: number; readonly ratio: number }
}
