import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2023: ProductionCalendarYear = {
  year: 2023,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 29.08.2022 № 1505 о переносе выходных дней в 2023 году',
  days: [
    { date: '2023-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2023-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2023-02-22', kind: 'short' },
    { date: '2023-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2023-02-24', kind: 'off', movedFrom: '2023-01-01' },
    { date: '2023-03-07', kind: 'short' },
    { date: '2023-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2023-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2023-05-08', kind: 'off', movedFrom: '2023-01-08' },
    { date: '2023-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2023-06-12', kind: 'off', holiday: 'День России' },
    { date: '2023-11-03', kind: 'short' },
    { date: '2023-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2023-11-06', kind: 'off', movedFrom: '2023-11-04' },
  ],
}
