import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2027: ProductionCalendarYear = {
  year: 2027,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; переносы выходных дней по опубликованному производственному календарю, постановление Правительства РФ о них к выпуску не опубликовано',
  days: [
    { date: '2027-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2027-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2027-02-20', kind: 'work-short', replaces: '2027-02-22' },
    { date: '2027-02-22', kind: 'off', movedFrom: '2027-02-20' },
    { date: '2027-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2027-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2027-04-30', kind: 'short' },
    { date: '2027-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2027-05-03', kind: 'off', movedFrom: '2027-05-01' },
    { date: '2027-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2027-05-10', kind: 'off', movedFrom: '2027-05-09' },
    { date: '2027-06-11', kind: 'short' },
    { date: '2027-06-12', kind: 'off', holiday: 'День России' },
    { date: '2027-06-14', kind: 'off', movedFrom: '2027-06-12' },
    { date: '2027-11-03', kind: 'short' },
    { date: '2027-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2027-11-05', kind: 'off', movedFrom: '2027-01-02' },
    { date: '2027-12-31', kind: 'off', movedFrom: '2027-01-03' },
  ],
}
