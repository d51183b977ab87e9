import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2017: ProductionCalendarYear = {
  year: 2017,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 04.08.2016 № 756 о переносе выходных дней в 2017 году',
  days: [
    { date: '2017-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2017-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2017-02-22', kind: 'short' },
    { date: '2017-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2017-02-24', kind: 'off' },
    { date: '2017-03-07', kind: 'short' },
    { date: '2017-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2017-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2017-05-08', kind: 'off' },
    { date: '2017-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2017-06-12', kind: 'off', holiday: 'День России' },
    { date: '2017-11-03', kind: 'short' },
    { date: '2017-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2017-11-06', kind: 'off' },
  ],
}
