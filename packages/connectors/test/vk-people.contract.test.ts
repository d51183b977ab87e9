import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connector } from '@otklik/connectors'
import type { VkSandbox } from '@otklik/sandbox/vk'
import { startVk, vkConnector } from './vk-harness.ts'

describe('VK tells who the authors of many messages are', () => {
  let sandbox: VkSandbox
  let connector: Connector
  beforeAll(async () => {
    sandbox = (await startVk()).sandbox
  })
  beforeEach(async () => {
    await sandbox.reset()
    connector = vkConnector(sandbox)
  })
  afterAll(() => sandbox.close())

  const namesOf = async (keys: readonly string[]) =>
    Object.fromEntries([...(await connector.describeAuthors(keys))].map(([key, { name }]) => [key, name]))

  test('people and communities in one request each, whoever is named twice once', async () => {
    expect(await namesOf(['501', '-300', '502', '501'])).toEqual({ 501: 'Анна Смирнова', 502: 'Пётр Ильин', '-300': 'Подслушано' })
    expect(sandbox.requests().map(({ method, params }) => [method, params['user_ids'] ?? params['group_ids']])).toEqual([
      ['users.get', '501,502'],
      ['groups.getById', '300'],
    ])
    sandbox.assertClean()
  })

  test('a page and its address: a person by id, a community under its negative one', async () => {
    const described = await connector.describeAuthors(['501', '-300'])
    expect(described.get('501')).toEqual({ key: '501', name: 'Анна Смирнова', url: 'https://vk.com/id501', isCommunity: false })
    expect(described.get('-300')).toEqual({ key: '-300', name: 'Подслушано', url: 'https://vk.com/club300', isCommunity: true })
  })

  test('2500 authors are three requests, none longer than VK takes', async () => {
    const keys = Array.from({ length: 2500 }, (_, n) => {
      return String(sandbox.comment({ postId: 1, authorName: `Житель ${n}`, text: 'Нет света' }).authorId)
    })
    const names = await namesOf(keys)
    expect(Object.keys(names)).toHaveLength(2500)
    expect(names[keys[2499] ?? '']).toBe('Житель 2499')
    expect(sandbox.requests('users.get').map(({ params }) => params['user_ids']?.split(',').length)).toEqual([1000, 1000, 500])
    sandbox.assertClean()
  })

  test('a page deleted by its owner is told as gone, one blocked by VK keeps its name', async () => {
    sandbox.deactivate(501, 'deleted')
    sandbox.deactivate(502, 'banned')
    sandbox.deactivate(-300, 'deleted')
    const described = await connector.describeAuthors(['501', '502', '-300'])
    expect([...described.values()].map(({ key, name, gone }) => [key, name, gone ?? false])).toEqual([
      ['501', 'Страница удалена', true],
      ['502', 'Пётр Ильин', false],
      ['-300', 'Страница удалена', true],
    ])
  })

  test('whom VK does not know is missing, and hides nobody else: neither a person nor a community', async () => {
    expect(await namesOf(['777', '501', '-999', '-300'])).toEqual({ 501: 'Анна Смирнова', '-300': 'Подслушано' })
    expect(sandbox.requests('groups.getById').map(({ params }) => params['group_ids'])).toEqual(['999,300', '999', '300'])
  })

  test('what is no author of VK is not asked for', async () => {
    expect(await namesOf(['', '0', 'manual:Мария', '1.5', '9007199254740993'])).toEqual({})
    expect(sandbox.requests()).toEqual([])
  })

  test.each([
    { kind: 'reset-before' },
    { kind: '502-html' },
    { kind: '502-json' },
    { kind: 'truncated' },
    { kind: 'shape' },
    { kind: 'error', code: 6 },
    { kind: 'error', code: 10 },
    { kind: 'hang-before' },
  ] as const)('people are missing after a fault ($kind), communities are told all the same, and nothing is asked twice', async (effect) => {
    sandbox.faults.add({ method: 'users.get', effect })
    // Only who hangs is waited for in vain; whoever answers must not be cut off by a slow machine.
    const asked = effect.kind === 'hang-before' ? vkConnector(sandbox, undefined, { timeoutMs: 5_000 }) : connector
    const described = await asked.describeAuthors(['501', '-300'])
    expect([...described.keys()]).toEqual(['-300'])
    expect(sandbox.requests('users.get').length).toBeLessThanOrEqual(1)
    expect([...(await connector.describeAuthors(['501'])).keys()]).toEqual(['501'])
  })

  test('of many people those are told whose request came through', async () => {
    const keys = Array.from({ length: 1500 }, (_, n) =>
      String(sandbox.comment({ postId: 1, authorName: `Житель ${n}`, text: 'Свет' }).authorId),
    )
    sandbox.faults.add({ method: 'users.get', effect: { kind: '502-html' }, nth: 2 })
    expect(Object.keys(await namesOf(keys))).toHaveLength(1000)
  })
})
