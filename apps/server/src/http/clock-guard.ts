import type { FastifyInstance } from 'fastify'
import type { NodeClock } from '../node-clock.ts'
import { catalogue, ProblemError, type Text } from './problems.ts'

const minute = 60_000

function span(ms: number): Text {
  const minutes = Math.round(Math.abs(ms) / minute)
  if (minutes < 2) return { ru: `${Math.round(Math.abs(ms) / 1000)} с`, en: `${Math.round(Math.abs(ms) / 1000)} s` }
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const said = (names: readonly [string, string, string]): string =>
    [days, hours, rest].flatMap((count, index) => (count === 0 ? [] : [`${count} ${names[index]}`])).join(' ')
  return { ru: said(['д', 'ч', 'мин']), en: said(['d', 'h', 'min']) }
}

/** By how much and in which direction, with the cure. */
export function clockWords(offByMs: number): Text {
  const far = span(offByMs)
  const { cure } = catalogue['clock-off']
  return {
    ru: `Часы этого компьютера ${offByMs > 0 ? 'спешат' : 'отстают'} против часов базы данных на ${far.ru}. ${cure.ru}`,
    en: `The clock of this computer is ${far.en} ${offByMs > 0 ? 'ahead of' : 'behind'} the database's. ${cure.en}`,
  }
}

/** A node with a wrong clock answers nothing that is counted: it would date messages into the future and end everybody's sessions. */
export function guardClock(app: FastifyInstance, clock: NodeClock): void {
  app.addHook('onRequest', async ({ routeOptions }) => {
    if (!/^\/(api|hooks)\//.test(routeOptions.url ?? '') || (await clock.right())) return
    throw new ProblemError('clock-off', { text: clockWords(clock.offByMs() ?? 0) })
  })
}
