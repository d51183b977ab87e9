import type { HistoryEvent } from '../act/types.ts'

/**
 * What happened, in order of time; of one moment in the order told. An event told twice, field by field and to the moment, happened once.
 * @param repeated hears the repetitions
 */
export function happened(events: readonly HistoryEvent[], repeated?: (event: HistoryEvent) => void): readonly HistoryEvent[] {
  const ordered = inOrder(events)
  let once: HistoryEvent[] | undefined
  for (let index = 1; index < ordered.length; index++) {
    const event = ordered[index] as HistoryEvent
    if (!isRepeated(ordered, index)) once?.push(event)
    else {
      once ??= ordered.slice(0, index)
      repeated?.(event)
    }
  }
  return once ?? ordered
}

function inOrder(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  for (let index = 1; index < events.length; index++) {
    if ((events[index] as HistoryEvent).at < (events[index - 1] as HistoryEvent).at) {
      return events.toSorted((one, other) => one.at - other.at)
    }
  }
  return events
}

function isRepeated(events: readonly HistoryEvent[], index: number): boolean {
  const event = events[index] as HistoryEvent
  for (let before = index - 1; before >= 0; before--) {
    const other = events[before] as HistoryEvent
    if (other.at !== event.at) return false
    if (other.type === event.type && isSame(other, event)) return true
  }
  return false
}

function isSame(one: HistoryEvent, other: HistoryEvent): boolean {
  const [fields, others] = [Object.entries(one), Object.entries(other)]
  return fields.length === others.length && fields.every(([name, value]) => (other as Record<string, unknown>)[name] === value)
}
