import type { Network } from '../port/network.ts'
import { capabilitiesOf, limitsOf } from './capabilities.ts'
import { createVkConnector } from './connector.ts'
import { replyKey } from './reply-key.ts'

/** VK: comments under the posts of a community. Its words for people, its settings and its limits; how it is spoken to is in `connector.ts`. */
export const vk: Network = {
  id: 'vk',
  words: {
    name: { ru: 'ВКонтакте', en: 'VK' },
    connect: { ru: 'Подключить сообщество', en: 'Connect a community' },
    hook: { ru: 'Адрес для Callback API', en: 'Address for the Callback API' },
    replyAddress: 'https://vk.ru/wall-1_2?reply=3',
    events: {
      wall_reply_new: { ru: 'Новый комментарий', en: 'New comment' },
      wall_reply_edit: { ru: 'Комментарий изменён', en: 'Comment edited' },
      wall_reply_delete: { ru: 'Комментарий удалён', en: 'Comment deleted' },
      wall_reply_restore: { ru: 'Комментарий восстановлен', en: 'Comment restored' },
    },
  },
  mark: [
    'M14 19h-4a8 8 0 0 1 -8 -8v-5h4v5a4 4 0 0 0 4 4v-9h4v4.5l.03 0a4.531 4.531 0 0 0 3.97 -4.496h4l-.342 1.711a6.858 6.858 0 0 1 -3.658 4.789a5.34 5.34 0 0 1 3.566 4.111l.434 2.389h-4a4.531 4.531 0 0 0 -3.97 -4.496v4.5l-.03 -.008',
  ],
  account: {
    ownId: {
      name: 'ownId',
      kind: 'number',
      label: { ru: 'Номер сообщества', en: 'Community number' },
      hint: { ru: 'Число из адреса vk.ru/club…', en: 'The number in the address vk.ru/club…' },
      preset: '',
      needed: true,
      pattern: '[1-9]\\d{0,14}',
      complaint: {
        ru: 'Номер сообщества — целое положительное число.',
        en: 'The community number is a positive whole number.',
      },
    },
    fields: [
      {
        name: 'apiBase',
        kind: 'address',
        label: { ru: 'Адрес API', en: 'API address' },
        hint: null,
        preset: 'https://api.vk.ru/method',
        needed: true,
        pattern: '.{1,300}',
        complaint: { ru: 'Нужен адрес вида https://api.vk.ru/method.', en: 'An address like https://api.vk.ru/method is needed.' },
      },
    ],
    secrets: [
      {
        name: 'communityToken',
        label: { ru: 'Ключ сообщества', en: 'Community token' },
        hint: {
          ru: 'Получает сообщения и отвечает от имени сообщества.',
          en: 'Receives messages and replies in the name of the community.',
        },
        way: null,
        leaves: true,
      },
      {
        name: 'serviceToken',
        label: { ru: 'Сервисный ключ приложения', en: 'Service token of the application' },
        hint: { ru: 'Читает запись и обсуждение.', en: 'Reads the post and the discussion.' },
        way: null,
        leaves: true,
      },
      {
        name: 'userToken',
        label: { ru: 'Ключ администратора сообщества', en: 'Token of a community administrator' },
        hint: { ru: 'Загружает фотографии к ответу.', en: 'Uploads photos for a reply.' },
        way: null,
        leaves: true,
      },
      {
        name: 'callbackSecret',
        label: { ru: 'Секрет Callback API', en: 'Callback API secret' },
        hint: null,
        way: 'webhook',
        leaves: false,
      },
      {
        name: 'callbackConfirmation',
        label: { ru: 'Строка подтверждения Callback API', en: 'Callback API confirmation string' },
        hint: null,
        way: 'webhook',
        leaves: false,
      },
    ],
    page: (ownId) => `vk.ru/club${ownId}`,
    home: ({ apiBase = '' }) => URL.parse(apiBase)?.origin ?? '',
  },
  ways: [
    {
      way: 'poll',
      text: { ru: 'Опрос (Long Poll): адрес снаружи не нужен', en: 'Polling (Long Poll): no outside address needed' },
    },
    { way: 'webhook', text: { ru: 'Callback API: VK присылает сам', en: 'Callback API: VK sends by itself' } },
  ],
  capabilities: capabilitiesOf,
  limits: limitsOf,
  replyKey,
  create: createVkConnector,
}
