import { parseSchedule, ScheduleError } from '@otklik/worktime'
import type { Located } from './located.ts'
import type { Regulation } from './regulation.ts'
import type { Track } from './types.ts'

/** What an act's file says in two places and not alike, or what no calendar and no clock knows. */
export function consistencyFaults(act: Regulation): Located[] {
  return [
    ...forceFaults(act),
    ...zoneFaults(act),
    ...scheduleFaults(act),
    ...trackFaults(act),
    ...importanceFaults(act),
    ...overrideFaults(act),
    ...idFaults(act),
  ]
}

function forceFaults({ inForce: { from, until } }: Regulation): Located[] {
  if (from === null || until === null || from <= until) return []
  return [
    {
      path: ['inForce', 'until'],
      ru: `конец действия ${until} раньше начала ${from}.`,
      en: `the end ${until} comes before the beginning ${from}.`,
    },
  ]
}

function zoneFaults({ timezone }: Regulation): Located[] {
  return readAsSchedule({ timezone, week: {}, calendar: 'none' }, [])
}

/** The working hours of the examples, as `otklik due` would read them. */
function scheduleFaults({ schedule }: Regulation): Located[] {
  return readAsSchedule(schedule, ['schedule'])
}

function readAsSchedule(input: unknown, above: readonly string[]): Located[] {
  try {
    parseSchedule(input)
    return []
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    return error.faults.map(({ path, ru, en }) => ({
      path: [...above, ...path.split('.').filter((part) => part !== '')],
      ru: `${ru}.`,
      en: `${en}.`,
    }))
  }
}

/** `as` is followed one step: the track that it names must have norms of its own. */
function trackFaults(act: Regulation): Located[] {
  return (Object.keys(act.tracks) as Track[]).flatMap((track) => {
    const as = act.tracks[track].as
    const further = as === undefined ? undefined : act.tracks[as].as
    if (as === undefined || further === undefined) return []
    return [
      {
        path: ['tracks', track, 'as'],
        ru: `поток ${as} сам идёт как ${further}. Назовите поток, у которого нормы свои.`,
        en: `the track ${as} itself runs as ${further}. Name a track that has norms of its own.`,
      },
    ]
  })
}

function importanceFaults(act: Regulation): Located[] {
  if (act.importance !== null) return []
  return act.norms.flatMap(({ importance }, index) =>
    importance === undefined
      ? []
      : [
          {
            path: ['norms', index, 'importance'],
            ru: 'норма зависит от важности, а наверху стоит importance: null. Укажите там пункт о важности или уберите поле здесь.',
            en: 'the norm depends on importance, while importance is null above. Name the clause on importance there, or remove this field.',
          },
        ],
  )
}

function overrideFaults(act: Regulation): Located[] {
  return act.overrides.flatMap(({ norm, tracks }, index) => {
    const standing = act.norms.filter((one) => one.norm === norm)
    const path = ['overrides', index, 'norm']
    if (standing.length === 0) {
      return [{ path, ru: `нормы ${norm} в акте нет, менять нечего.`, en: `the act has no norm ${norm}: there is nothing to set.` }]
    }
    const lacking = (tracks ?? []).filter((track) => !standing.some((one) => one.tracks?.includes(track) ?? true))
    if (lacking.length === 0) return []
    const list = lacking.join(', ')
    return [{ path, ru: `нормы ${norm} в потоке ${list} нет.`, en: `there is no norm ${norm} on the track ${list}.` }]
  })
}

/** Lists whose entries are identified by their id. */
const named = ['requirements', 'declineGrounds', 'duties'] as const

function idFaults(act: Regulation): Located[] {
  return named.flatMap((list) => {
    const ids = act[list].map(({ id }) => id)
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [
            {
              path: [list, index, 'id'],
              ru: `${id} здесь уже есть. Дайте другое имя.`,
              en: `there is a ${id} here already. Give it another name.`,
            },
          ],
    )
  })
}
