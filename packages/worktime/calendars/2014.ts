import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2014: ProductionCalendarYear = {
  year: 2014,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 28.05.2013 № 444 о переносе выходных дней в 2014 году',
  days: [
    { date: '2014-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2014-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2014-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2014-02-24', kind: 'short' },
    { date: '2014-03-07', kind: 'short' },
    { date: '2014-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2014-03-10', kind: 'off' },
    { date: '2014-04-30', kind: 'short' },
    { date: '2014-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2014-05-02', kind: 'off' },
    { date: '2014-05-08', kind: 'short' },
    { date: '2014-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2014-06-11', kind: 'short' },
    { date: '2014-06-12', kind: 'off', holiday: 'День России' },
    { date: '2014-06-13', kind: 'off' },
    { date: '2014-11-03', kind: 'off' },
    { date: '2014-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2014-12-31', kind: 'short' },
  ],
}
