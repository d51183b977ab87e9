import { year2013 } from './2013.ts'
import { year2014 } from './2014.ts'
import { year2015 } from './2015.ts'
import { year2016 } from './2016.ts'
import { year2017 } from './2017.ts'
import { year2018 } from './2018.ts'
import { year2019 } from './2019.ts'
import { year2020 } from './2020.ts'
import { year2021 } from './2021.ts'
import { year2022 } from './2022.ts'
import { year2023 } from './2023.ts'
import { year2024 } from './2024.ts'
import { year2025 } from './2025.ts'
import { year2026 } from './2026.ts'
import { year2027 } from './2027.ts'
import type { ProductionCalendarYear } from '../src/calendar-day.ts'

/** The Russian production calendar as published, in order of years. A new year is a new file and a line here. */
export const PUBLISHED: readonly ProductionCalendarYear[] = [
  year2013,
  year2014,
  year2015,
  year2016,
  year2017,
  year2018,
  year2019,
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
  year2027,
]

/**
 * Raised with every change of a shipped calendar: a program takes the place of the calendar that an organisation counts by only if its own
 * is as new, so that an older program started beside a newer one does not turn terms back.
 */
export const CALENDAR_EDITION = 2
