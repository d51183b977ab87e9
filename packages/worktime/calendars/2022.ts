import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2022: ProductionCalendarYear = {
  year: 2022,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 16.09.2021 № 1564 о переносе выходных дней в 2022 году',
  days: [
    { date: '2022-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2022-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2022-02-22', kind: 'short' },
    { date: '2022-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2022-03-05', kind: 'work-short', replaces: '2022-03-07' },
    { date: '2022-03-07', kind: 'off', movedFrom: '2022-03-05' },
    { date: '2022-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2022-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2022-05-02', kind: 'off', movedFrom: '2022-05-01' },
    { date: '2022-05-03', kind: 'off', movedFrom: '2022-01-01' },
    { date: '2022-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2022-05-10', kind: 'off', movedFrom: '2022-01-02' },
    { date: '2022-06-12', kind: 'off', holiday: 'День России' },
    { date: '2022-06-13', kind: 'off', movedFrom: '2022-06-12' },
    { date: '2022-11-03', kind: 'short' },
    { date: '2022-11-04', kind: 'off', holiday: 'День народного единства' },
  ],
}
