import type { Network } from '@otklik/connectors'
import { capabilitiesOf, limits } from './capabilities.ts'
import { createBoardConnector } from './connector.ts'

/** The descriptor of the tests' own network: a board with notes, ids that are texts, signed hooks and no polling. */
export const board: Network = {
  id: 'board',
  words: {
    name: { ru: 'Доска', en: 'Board' },
    connect: { ru: 'Подключить доску', en: 'Connect a board' },
    hook: { ru: 'Адрес для доски', en: 'Address for the board' },
    replyAddress: 'https://board.example/n_1#n_2',
    events: { 'item.created': { ru: 'Новая записка', en: 'New note' } },
  },
  mark: ['M4 4h16v16h-16z', 'M8 9h8'],
  account: {
    ownId: {
      name: 'ownId',
      kind: 'text',
      label: { ru: 'Имя доски', en: 'Name of the board' },
      hint: { ru: 'Слово из её адреса', en: 'The word in its address' },
      preset: '',
      needed: true,
      pattern: '[a-z]{3,20}',
      complaint: { ru: 'Имя доски: от 3 до 20 латинских букв.', en: 'The name of a board: 3 to 20 Latin letters.' },
    },
    fields: [
      {
        name: 'server',
        kind: 'address',
        label: { ru: 'Сервер доски', en: "The board's server" },
        hint: null,
        preset: 'https://api.board.example',
        needed: true,
        pattern: '.{1,200}',
        complaint: { ru: 'Нужен адрес сервера.', en: 'The address of the server is needed.' },
      },
    ],
    secrets: [
      { name: 'token', label: { ru: 'Ключ доски', en: "The board's token" }, hint: null, way: null, leaves: true },
      { name: 'hookSecret', label: { ru: 'Подпись доски', en: "The board's signature" }, hint: null, way: 'webhook', leaves: false },
    ],
    page: (ownId) => `board.example/${ownId}`,
    home: ({ server = '' }) => URL.parse(server)?.origin ?? '',
  },
  ways: [{ way: 'webhook', text: { ru: 'Доска присылает сама', en: 'The board sends by itself' } }],
  capabilities: capabilitiesOf,
  limits: () => limits,
  replyKey: (pasted) => /^(?:https:\/\/board\.example\/n_\w{1,40}#)?(n_\w{1,40})$/.exec(pasted.trim())?.[1] ?? null,
  create: createBoardConnector,
}
