/** Groups of topics of the demo town with their topics: `[id, name]`. */
const groups = {
  'Тепло и отопление': [
    ['heat/flat', 'Холодно в квартире'],
    ['heat/accident', 'Авария на теплотрассе'],
    ['heat/bills', 'Начисления за отопление'],
  ],
  'Водоснабжение и канализация': [
    ['water/none', 'Нет воды'],
    ['water/quality', 'Качество воды'],
    ['water/leak', 'Течь на улице'],
    ['water/sewage', 'Канализация'],
    ['water/bills', 'Счётчики и начисления за воду'],
  ],
  'Многоквартирные дома': [
    ['housing/roof', 'Крыша и сосульки'],
    ['housing/entrance', 'Подъезд и домофон'],
    ['housing/lift', 'Лифт'],
    ['housing/basement', 'Подвал'],
    ['housing/company', 'Управляющая компания'],
    ['housing/overhaul', 'Капитальный ремонт'],
    ['housing/bills', 'Плата за жильё'],
    ['housing/gas', 'Газ'],
    ['housing/power', 'Электричество'],
  ],
  'Дороги и тротуары': [
    ['roads/pits', 'Ямы и разрытия'],
    ['roads/repair', 'Ремонт и отсыпка'],
    ['roads/snow', 'Уборка снега'],
    ['roads/ice', 'Гололёд'],
    ['roads/sidewalk', 'Тротуары и пандусы'],
    ['roads/safety', 'Светофоры, знаки, разметка'],
    ['roads/bridge', 'Мосты и мостики'],
    ['roads/parking', 'Стоянка во дворах'],
    ['street/light', 'Уличное освещение'],
  ],
  'Транспорт и связь': [
    ['transport/schedule', 'Расписание автобусов'],
    ['transport/drivers', 'Работа водителей'],
    ['transport/stops', 'Остановки'],
    ['transport/fares', 'Проезд и льготы'],
    ['transport/network', 'Сотовая связь'],
  ],
  'Отходы и чистота': [
    ['waste/pickup', 'Вывоз мусора'],
    ['waste/dump', 'Свалки'],
    ['waste/sorting', 'Раздельный сбор'],
    ['waste/bills', 'Начисления за вывоз'],
  ],
  'Зелень и отдых': [
    ['green/trees', 'Деревья'],
    ['green/grass', 'Покос'],
    ['green/parks', 'Парки и скверы'],
    ['green/playground', 'Детские площадки'],
    ['green/beach', 'Берег и пляж'],
    ['green/cemetery', 'Кладбище'],
  ],
  Животные: [
    ['animals/stray', 'Безнадзорные животные'],
    ['animals/owners', 'Выгул'],
    ['animals/other', 'Птицы, клещи и прочее'],
  ],
  'Образование и дети': [
    ['education/school', 'Школа'],
    ['education/food', 'Питание в школе'],
    ['education/teachers', 'Учителя'],
    ['education/kindergarten', 'Детский сад'],
    ['education/camps', 'Летний отдых'],
  ],
  'Здоровье и забота': [
    ['health/clinic', 'Поликлиника'],
    ['health/ambulance', 'Скорая помощь'],
    ['health/medicine', 'Лекарства'],
    ['social/benefits', 'Пособия и субсидии'],
    ['social/families', 'Семьи с детьми'],
    ['social/care', 'Уход и одинокие люди'],
    ['social/work', 'Работа'],
  ],
  'Культура и спорт': [
    ['culture/events', 'Праздники и афиша'],
    ['culture/library', 'Библиотека'],
    ['sport/grounds', 'Площадки и каток'],
    ['sport/sections', 'Секции'],
  ],
  'Земля, стройка и торговля': [
    ['build/permits', 'Разрешения и межевание'],
    ['build/land', 'Земельные участки'],
    ['build/projects', 'Новая застройка'],
    ['build/signs', 'Реклама и вывески'],
    ['build/trade', 'Торговля'],
  ],
  Безопасность: [
    ['safety/flood', 'Паводок'],
    ['safety/fire', 'Пожар'],
    ['safety/smoke', 'Дым и гарь'],
    ['safety/noise', 'Шум'],
  ],
} as const

type Groups = typeof groups
export type TopicId = Groups[keyof Groups][number][0]
export type DemoTopic = { readonly id: TopicId; readonly name: string; readonly group: keyof Groups }

/** Topics by which the demo town's curators sort messages; names are our own. */
export const demoTopics: readonly DemoTopic[] = Object.entries(groups).flatMap(([group, topics]) =>
  topics.map(([id, name]) => ({ id, name, group: group as keyof Groups })),
)
