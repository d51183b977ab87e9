import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2015: ProductionCalendarYear = {
  year: 2015,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 27.08.2014 № 860 о переносе выходных дней в 2015 году',
  days: [
    { date: '2015-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2015-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2015-01-09', kind: 'off' },
    { date: '2015-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2015-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2015-03-09', kind: 'off' },
    { date: '2015-04-30', kind: 'short' },
    { date: '2015-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2015-05-04', kind: 'off' },
    { date: '2015-05-08', kind: 'short' },
    { date: '2015-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2015-05-11', kind: 'off' },
    { date: '2015-06-11', kind: 'short' },
    { date: '2015-06-12', kind: 'off', holiday: 'День России' },
    { date: '2015-11-03', kind: 'short' },
    { date: '2015-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2015-12-31', kind: 'short' },
  ],
}
