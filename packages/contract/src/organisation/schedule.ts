import { z } from 'zod'

/** The schedule as `otklik due` reads it, as text (YAML or JSON), so that comments survive; refused with line and reason when wrong. */
export const scheduleView = z.object({ source: z.string(), timezone: z.string(), provisionalYears: z.array(z.number().int()) })
export type ScheduleView = z.infer<typeof scheduleView>

export const scheduleInput = z.object({ source: z.string().max(100000) })
