import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2013: ProductionCalendarYear = {
  year: 2013,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 15.10.2012 № 1048 о переносе выходных дней в 2013 году',
  days: [
    { date: '2013-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2013-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2013-02-22', kind: 'short' },
    { date: '2013-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2013-03-07', kind: 'short' },
    { date: '2013-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2013-03-10', kind: 'off' },
    { date: '2013-04-30', kind: 'short' },
    { date: '2013-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2013-05-02', kind: 'off' },
    { date: '2013-05-03', kind: 'off' },
    { date: '2013-05-08', kind: 'short' },
    { date: '2013-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2013-05-10', kind: 'off' },
    { date: '2013-06-11', kind: 'short' },
    { date: '2013-06-12', kind: 'off', holiday: 'День России' },
    { date: '2013-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2013-12-31', kind: 'short' },
  ],
}
