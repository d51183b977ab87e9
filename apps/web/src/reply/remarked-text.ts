export type RemarkPlace = { readonly text: string; readonly from?: number | undefined; readonly to?: number | undefined }

/** A run of the text with the numbers (from 1) of the remarks that stand on it. */
export type Run = { readonly text: string; readonly remarks: readonly number[] }

/** Does a remark point at a place that this text really has? A remark to the whole text points at none. */
export function placeIn(text: string, remark: RemarkPlace): readonly [number, number] | null {
  const { from, to } = remark
  if (from === undefined || to === undefined || from >= to || from >= text.length) return null
  return [from, Math.min(to, text.length)]
}

/** Cuts a text where remarks begin and end, so that each run carries the marks of all remarks on it. Offsets are UTF-16. */
export function runsOf(text: string, remarks: readonly RemarkPlace[]): Run[] {
  const places = remarks.map((remark) => placeIn(text, remark))
  const cuts = new Set([0, text.length])
  for (const place of places) if (place !== null) for (const cut of place) cuts.add(cut)
  const edges = [...cuts].toSorted((a, b) => a - b)
  const runs: Run[] = []
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1]
    if (to === undefined || to === from) continue
    const on = places.flatMap((place, number) => (place !== null && place[0] <= from && place[1] >= to ? [number + 1] : []))
    runs.push({ text: text.slice(from, to), remarks: on })
  }
  return runs
}
