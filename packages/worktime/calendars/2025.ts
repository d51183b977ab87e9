import type { ProductionCalendarYear } from '../src/calendar-day.ts'

export const year2025: ProductionCalendarYear = {
  year: 2025,
  status: 'published',
  source:
    'Трудовой кодекс РФ, статья 112 в редакции Федерального закона от 23.04.2012 № 35-ФЗ; постановление Правительства РФ от 04.10.2024 № 1335 о переносе выходных дней в 2025 году',
  days: [
    { date: '2025-01-01', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-01-02', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-01-03', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-01-04', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-01-05', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-01-06', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-01-07', kind: 'off', holiday: 'Рождество Христово' },
    { date: '2025-01-08', kind: 'off', holiday: 'Новогодние каникулы' },
    { date: '2025-02-23', kind: 'off', holiday: 'День защитника Отечества' },
    { date: '2025-03-07', kind: 'short' },
    { date: '2025-03-08', kind: 'off', holiday: 'Международный женский день' },
    { date: '2025-04-30', kind: 'short' },
    { date: '2025-05-01', kind: 'off', holiday: 'Праздник Весны и Труда' },
    { date: '2025-05-02', kind: 'off', movedFrom: '2025-01-04' },
    { date: '2025-05-08', kind: 'off', movedFrom: '2025-02-23' },
    { date: '2025-05-09', kind: 'off', holiday: 'День Победы' },
    { date: '2025-06-11', kind: 'short' },
    { date: '2025-06-12', kind: 'off', holiday: 'День России' },
    { date: '2025-06-13', kind: 'off', movedFrom: '2025-03-08' },
    { date: '2025-11-01', kind: 'work-short', replaces: '2025-11-03' },
    { date: '2025-11-03', kind: 'off', movedFrom: '2025-11-01' },
    { date: '2025-11-04', kind: 'off', holiday: 'День народного единства' },
    { date: '2025-12-31', kind: 'off', movedFrom: '2025-01-05' },
  ],
}
