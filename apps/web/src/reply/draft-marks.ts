import { requirementStates } from '@otklik/casework/requirements'
import { type Justifications, type Mark, type Requirement, sentMarks } from './requirement-marks.ts'

type Draft = { readonly text: string; readonly justifications?: Justifications | undefined }

/** How the requirements stand for a text as it is now: the server's own function, asked while one writes. It comes with the card, not with the queue. */
export function marksOf(requirements: readonly Requirement[], { text, justifications = [] }: Draft, longest: number): Mark[] {
  const states = requirementStates({ requirements }, { text, justifications }, [], longest)
  return sentMarks(
    requirements,
    states.map(({ requirement: { id }, ...one }) => ({
      ...one,
      id,
      places: [...one.places],
      justifications: [...one.justifications],
    })),
  )
}
