import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2026: ProductionCalendarYear = {
  year: 2026,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 24.09.2025 № 1466 о переносе выходных дней в 2026 году',
  days: [
    { date: '2026-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2026-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2026-01-09', kind: 'off', movedFrom: '2026-01-03' },
    { date: '2026-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2026-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2026-03-09', kind: 'off', movedFrom: '2026-03-08' },
    { date: '2026-04-30', kind: 'short' },
    { date: '2026-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2026-05-08', kind: 'short' },
    { date: '2026-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2026-05-11', kind: 'off', movedFrom: '2026-05-09' },
    { date: '2026-06-11', kind: 'short' },
    { date: '2026-06-12', kind: 'off', holiday: 'День России' },
    { date: '2026-11-03', kind: 'short' },
    { date: '2026-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2026-12-31', kind: 'off', movedFrom: '2026-01-04' },
  ],
}
