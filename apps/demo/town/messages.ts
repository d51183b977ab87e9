import type { DemoMessage } from './message.ts'
import { animalsAndDangers } from './messages/animals-and-dangers.ts'
import { careAndTown } from './messages/care-and-town.ts'
import { heatAndWater } from './messages/heat-and-water.ts'
import { houses } from './messages/houses.ts'
import { others } from './messages/others.ts'
import { refuseAndGreen } from './messages/refuse-and-green.ts'
import { roads } from './messages/roads.ts'
import { schoolsAndHealth } from './messages/schools-and-health.ts'
import { transport } from './messages/transport.ts'

export type { DemoMessage, Kind } from './message.ts'

/**
 * Every message of the demo town, mixed as a day is: themes take turns, and a follow-up always stands after what it follows.
 * The order is the same in every run.
 */
export const demoMessages: readonly DemoMessage[] = interleave([
  [...heatAndWater, ...houses],
  [...roads, ...transport],
  [...refuseAndGreen, ...animalsAndDangers],
  [...schoolsAndHealth, ...careAndTown],
  others,
])

function interleave(themes: readonly (readonly DemoMessage[])[]): readonly DemoMessage[] {
  const longest = Math.max(...themes.map((theme) => theme.length))
  return Array.from({ length: longest }, (_, turn) => themes.flatMap((theme) => theme[turn] ?? [])).flat()
}
