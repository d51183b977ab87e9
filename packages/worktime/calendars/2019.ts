import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2019: ProductionCalendarYear = {
  year: 2019,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 01.10.2018 № 1163 о переносе выходных дней в 2019 году',
  days: [
    { date: '2019-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2019-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2019-02-22', kind: 'short' },
    { date: '2019-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2019-03-07', kind: 'short' },
    { date: '2019-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2019-04-30', kind: 'short' },
    { date: '2019-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2019-05-02', kind: 'off' },
    { date: '2019-05-03', kind: 'off' },
    { date: '2019-05-08', kind: 'short' },
    { date: '2019-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2019-05-10', kind: 'off' },
    { date: '2019-06-11', kind: 'short' },
    { date: '2019-06-12', kind: 'off', holiday: 'День России' },
    { date: '2019-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2019-12-31', kind: 'short' },
  ],
}
