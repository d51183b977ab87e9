import type { Role } from '@otklik/casework'

/** Zarechny Yar: a town on no map. Works under any of the acts. */
export const demoTown = {
  name: 'Администрация города Заречный Яр',
  short: 'Заречный Яр',
  community: 'Заречный Яр | Официально',
  /** Its page: in which network, under which number. */
  page: { network: 'vk', ownId: '21000512' },
} as const

export type DemoUnit = {
  readonly key: string
  readonly name: string
  readonly short: string
  readonly parent: string | null
  /** Does it answer citizens? The root and the press office do not. */
  readonly executes: boolean
}

/** Parents stand before their children. */
export const demoUnits = [
  { key: 'town', name: 'Администрация города Заречный Яр', short: 'Администрация', parent: null, executes: false },
  { key: 'press', name: 'Пресс-служба', short: 'Пресс-служба', parent: 'town', executes: false },
  { key: 'housing', name: 'Управление жилищно-коммунального хозяйства', short: 'ЖКХ', parent: 'town', executes: true },
  { key: 'roads', name: 'Отдел дорог и освещения', short: 'Дороги', parent: 'town', executes: true },
  { key: 'education', name: 'Отдел образования', short: 'Образование', parent: 'town', executes: true },
  { key: 'social', name: 'Отдел социальной защиты', short: 'Соцзащита', parent: 'town', executes: true },
  { key: 'architecture', name: 'Отдел архитектуры и земельных отношений', short: 'Архитектура', parent: 'town', executes: true },
  { key: 'transport', name: 'Отдел транспорта и связи', short: 'Транспорт', parent: 'town', executes: true },
  { key: 'culture', name: 'Отдел культуры и спорта', short: 'Культура', parent: 'town', executes: true },
  { key: 'safety', name: 'Отдел безопасности и дежурная служба', short: 'Безопасность', parent: 'town', executes: true },
  { key: 'heat', name: 'МУП «Яртеплосеть»', short: 'Теплосеть', parent: 'housing', executes: true },
  { key: 'water', name: 'МУП «Яр-Водоканал»', short: 'Водоканал', parent: 'housing', executes: true },
  { key: 'greenery', name: 'МБУ «Чистый и зелёный город»', short: 'Зелёный город', parent: 'housing', executes: true },
  { key: 'school3', name: 'МБОУ «Средняя школа № 3»', short: 'Школа № 3', parent: 'education', executes: true },
] as const satisfies readonly DemoUnit[]

/** Units that answer citizens. */
export type UnitKey = Extract<(typeof demoUnits)[number], { executes: true }>['key']

export type DemoPerson = {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly units: readonly (typeof demoUnits)[number]['key'][]
}

/** Who works here. Nobody is real; passwords are made by the demo when it starts. */
export const demoPeople: readonly DemoPerson[] = [
  { login: 'orlova', name: 'Орлова Вера Тимофеевна', roles: ['curator'], units: ['press'] },
  { login: 'belov', name: 'Белов Артём Сергеевич', roles: ['curator'], units: ['press'] },
  { login: 'zhukova', name: 'Жукова Нина Павловна', roles: ['executor'], units: ['housing'] },
  { login: 'gromov', name: 'Громов Илья Петрович', roles: ['executor'], units: ['roads'] },
  { login: 'sorokina', name: 'Сорокина Алла Юрьевна', roles: ['executor'], units: ['education'] },
  { login: 'maltseva', name: 'Мальцева Ирина Львовна', roles: ['executor'], units: ['social'] },
  { login: 'chereshnev', name: 'Черешнев Олег Иванович', roles: ['executor'], units: ['architecture'] },
  { login: 'rusakov', name: 'Русаков Денис Олегович', roles: ['executor'], units: ['transport'] },
  { login: 'lavrova', name: 'Лаврова Майя Андреевна', roles: ['executor'], units: ['culture'] },
  { login: 'kremnev', name: 'Кремнёв Павел Егорович', roles: ['executor'], units: ['safety'] },
  { login: 'teplov', name: 'Теплов Роман Ильич', roles: ['executor'], units: ['heat'] },
  { login: 'ruchyova', name: 'Ручьёва Дарья Николаевна', roles: ['executor'], units: ['water'] },
  { login: 'klenova', name: 'Кленова Софья Марковна', roles: ['executor'], units: ['greenery'] },
  { login: 'ukazkina', name: 'Указкина Елена Фёдоровна', roles: ['executor'], units: ['school3'] },
  { login: 'head', name: 'Заречнев Михаил Андреевич', roles: ['head'], units: ['town'] },
  { login: 'admin', name: 'Ключевский Антон Борисович', roles: ['administrator'], units: ['town'] },
]
