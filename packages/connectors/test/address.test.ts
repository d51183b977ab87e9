import { describe, expect, test } from 'vitest'
import { ConnectorError } from '../src/port/connector-error.ts'
import { asConnectorError } from '../src/vk/refusal.ts'
import { createVkConnector } from '../src/vk/connector.ts'
import { checkAddress, isPublicAddress } from '../src/port/address.ts'
import { replying } from './sender.ts'

const named = async (host: string): Promise<readonly string[]> =>
  ({ 'api.vk.ru': ['87.240.132.67'], 'inside.example': ['87.240.132.67', '10.0.0.5'], 'six.example': ['2a00:bdc0::1'] })[host] ?? []

describe('where a connection may lead', () => {
  test.each(['87.240.132.67', '8.8.8.8', '2a00:bdc0:3:103::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::ffff:10.0.0.1',
    'fd00::1',
    'fe80::1',
    '2002:a00:1::',
    '64:ff9b::a00:1',
    'not an address',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each([
    ['http://api.vk.ru/method', 'plain http'],
    ['https://inside.example/x', 'one of its addresses is private'],
    ['https://10.0.0.1/x', 'a private address written out'],
    ['https://[::1]/x', 'this machine by IPv6'],
    ['https://127.0.0.1/x', 'this machine, unless allowed'],
    ['https://2130706433/x', 'this machine as one number'],
    ['https://user:word@api.vk.ru/', 'a user name inside'],
    ['https://nowhere.example/', 'a name without addresses'],
    ['file:///etc/passwd', 'another protocol'],
    ['junk', 'not an address'],
  ])('%s is refused: %s', async (address) => {
    await expect(checkAddress(address, false, named)).rejects.toMatchObject({ kind: 'config', ru: expect.stringContaining('https') })
  })

  test('VK over https passes; loopback passes only where it is allowed, and nothing private with it', async () => {
    expect((await checkAddress('https://api.vk.ru/method/wall.get', false, named)).hostname).toBe('api.vk.ru')
    expect((await checkAddress('https://six.example/', false, named)).hostname).toBe('six.example')
    expect((await checkAddress('http://127.0.0.1:4100/method', true, named)).port).toBe('4100')
    await expect(checkAddress('http://192.168.1.1/', true, named)).rejects.toMatchObject({ kind: 'config' })
    await expect(checkAddress('http://127.0.0.1.inside.example/', true, named)).rejects.toMatchObject({ kind: 'config' })
  })
})

const connectorAt = (apiBase: string) =>
  createVkConnector(
    { id: 'vk-1', network: 'vk', ownId: '100', fields: { apiBase }, secrets: { communityToken: 'token' } },
    {
      resolve: named,
      fetch: () => {
        throw new Error('nothing may be sent there')
      },
    },
  )

describe('what an administrator reads of an address that will not do', () => {
  const target = { owner: -100, post: 1, comment: 2, thread: 0 }

  test.each([
    ['https://10.0.0.1/method', /^Адрес 10\.0\.0\.1 не подходит: нужен https-адрес в открытом интернете\. Проверьте адрес API/],
    ['http://api.vk.ru/method', /^Адрес api\.vk\.ru не подходит/],
    ['junk', /^Адрес записан неверно\. Впишите его в настройках подключения целиком/],
  ])('%s, in one language at a time, as the fault of the settings and not of the key', async (apiBase, ru) => {
    const connector = connectorAt(apiBase)
    for (const asked of [connector.identify(), connector.pull(null)]) {
      const error: unknown = await asked.catch((reason: unknown) => reason)
      expect(error).toMatchObject({ kind: 'config', ru: expect.stringMatching(ru) as string })
      if (!(error instanceof ConnectorError)) throw new Error('another error')
      expect(error.ru).not.toMatch(/\b(the|must|address|config|check)\b/i)
      expect(error.en).not.toMatch(/[а-яё]/i)
    }
    const sent = await connector.perform(replying({ key: 'k', target, text: 'Ответ', photos: [] }))
    expect(sent).toMatchObject({ outcome: 'deferred', reason: 'outage', detail: expect.stringMatching(ru) as string })
  })

  test('a name that nobody has is told by its code, in both languages', async () => {
    const lost = Object.assign(new Error('getaddrinfo ENOTFOUND api.vk.ru'), { code: 'ENOTFOUND' })
    const connector = createVkConnector(
      { id: 'vk-1', network: 'vk', ownId: '100', fields: { apiBase: 'https://api.vk.ru/method' }, secrets: { communityToken: 'token' } },
      { resolve: () => Promise.reject(lost) },
    )
    await expect(connector.identify()).rejects.toMatchObject({
      kind: 'retry',
      ru: expect.stringContaining('Нет связи с ВКонтакте (groups.getById: ENOTFOUND).') as string,
      en: expect.stringContaining('No connection with VK (groups.getById: ENOTFOUND).') as string,
    })
  })

  test('an answer that cannot be read is told in English without Russian words', () => {
    const { ru, en } = asConnectorError({ kind: 'unknown', detail: 'users.get: ответ не разобран' })
    expect(ru).toContain('(users.get: ответ не разобран)')
    expect(en).toContain('(users.get)')
  })
})
