import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2016: ProductionCalendarYear = {
  year: 2016,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 24.09.2015 № 1017 о переносе выходных дней в 2016 году',
  days: [
    { date: '2016-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2016-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2016-02-20', kind: 'work-short', replaces: '2016-02-22' },
    { date: '2016-02-22', kind: 'off' },
    { date: '2016-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2016-03-07', kind: 'off' },
    { date: '2016-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2016-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2016-05-02', kind: 'off' },
    { date: '2016-05-03', kind: 'off' },
    { date: '2016-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2016-06-12', kind: 'off', holiday: 'День России' },
    { date: '2016-06-13', kind: 'off' },
    { date: '2016-11-03', kind: 'short' },
    { date: '2016-11-04', kind: 'off', holiday: 'День народного единства' },
  ],
}
