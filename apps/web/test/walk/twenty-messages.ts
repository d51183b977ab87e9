import { expect, test } from 'vitest'
import type { DeskTown } from './desk-town.ts'
import { alerts, conditions, desk, patience, pause, stands, water } from './fast-desk.ts'
import { fastHands, type Layout } from './fast-hands.ts'

/** A hand goes through a queue of twenty under one layout of keys, over lines of every latency; called in a test file. */
export function testTwenty(town: () => DeskTown, keys: Layout): void {
  test.each(conditions.filter((one) => one.layout === keys))(
    'twenty messages are selected and routed at $latency ms, $layout keys',
    async ({ latency, layout }) => {
      for (let made = 0; made < 20; made++) await town().atDesk.register(`Нет воды на улице Луговой, ${made + 1}.`, 'Жильцы')
      const ids = (await town().atDesk.rows({ view: 'new', limit: 20 })).map(({ id }) => id)
      expect(ids).toHaveLength(20)
      const { page, troubles } = await desk('view=new', latency)
      await fastHands(
        page,
        ids.flatMap(() => ['KeyS', ...water, 'KeyJ']),
        { pause, layout },
      )
      const routed = async () => {
        const all = await Promise.all(ids.map(stands))
        return [...troubles, all.filter(({ status, unit }) => status === 'routed' && unit === 'Водоканал').length]
      }
      await expect.poll(routed, patience).toEqual([20])
      expect(await alerts(page)).toEqual([])
      await page.close()
    },
  )
}
