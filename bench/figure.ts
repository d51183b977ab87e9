/** One measured figure. `aim` is what issue and docs ask for, in words; `ratio` says how many times better than the rival, in the same run. */
export type Figure = {
  readonly id: string
  readonly title: string
  readonly value: number
  readonly unit: string
  readonly aim: string
  readonly met: boolean
  readonly against?: { readonly name: string; readonly value: number; readonly ratio?: number }
}

/** Aims that a package gives as a bare number are read by the unit: a rate is to be reached, anything else not to be exceeded. */
export function asFigure(row: Omit<Figure, 'aim'> & { readonly aim: string | number }): Figure {
  if (typeof row.aim === 'string') return { ...row, aim: row.aim }
  const sign = row.unit.endsWith('/s') ? '≥' : '≤'
  return { ...row, aim: `${sign} ${row.aim} ${row.unit}` }
}

export const atMost = (id: string, title: string, value: number, unit: string, aim: number): Figure => ({
  id,
  title,
  unit,
  value: rounded(value),
  aim: `≤ ${aim} ${unit}`,
  met: value <= aim,
})

export const atLeast = (id: string, title: string, value: number, unit: string, aim: number): Figure => ({
  id,
  title,
  unit,
  value: rounded(value),
  aim: `≥ ${aim} ${unit}`,
  met: value >= aim,
})

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100)
