import { z } from 'zod'
import { endpoints } from '../endpoints.ts'
import { regulationChoice, regulationDetail, regulationSummary } from './acts.ts'
import { nothing, type Route } from '../route.ts'

/** Acts, and which one is in force. */
export const actsRoutes = {
  regulations: {
    ...endpoints.regulations,
    access: 'signed-in',
    summary: { ru: 'Акты, которые знает программа', en: 'Acts known here' },
    response: z.object({ regulations: z.array(regulationSummary) }),
  },
  regulation: {
    ...endpoints.regulation,
    access: 'signed-in',
    summary: { ru: 'Акт с нормами и замечаниями', en: 'An act with its norms and findings' },
    params: z.object({ id: z.string().max(100) }),
    response: regulationDetail,
  },
  setRegulation: {
    ...endpoints.setRegulation,
    access: 'manageOrganisation',
    summary: { ru: 'Ввести акт в действие для новых сообщений', en: 'Put an act in force for new messages' },
    body: regulationChoice,
    response: nothing,
  },
} as const satisfies Record<string, Route>
