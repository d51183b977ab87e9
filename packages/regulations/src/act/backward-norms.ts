import type { NormRule } from './norm-schema.ts'
import type { Located } from './located.ts'
import type { Regulation } from './regulation.ts'
import type { Importance, Track } from './types.ts'

/** A norm that counts back hangs on the end of another: that one must be there for every message for which the norm itself is. */
export function backwardFaults(act: Regulation): Located[] {
  return act.norms.flatMap((norm, index): Located[] => {
    if (norm.before === undefined) return []
    const path = ['norms', index, 'before']
    const named = act.norms.filter((other) => other.norm === norm.before)
    if (isCircular(act, norm)) {
      return [
        {
          path,
          ru: `круг: ${circle(act, norm).join(' → ')}. Одна из этих норм должна считаться вперёд, от события (from).`,
          en: `a circle: ${circle(act, norm).join(' → ')}. One of these norms must count forward, from an event (from).`,
        },
      ]
    }
    if (named.length === 0) {
      return [
        {
          path,
          ru: `нет нормы ${norm.before}, от конца которой считать.`,
          en: `there is no norm ${norm.before} to count back from.`,
        },
      ]
    }
    const ends = named.filter((other) => other.before === undefined && other.each === 'round')
    if (ends.length === 0) {
      return [
        {
          path,
          ru: `норма ${norm.before} не подходит: считать назад можно только от нормы с from и each: round, она одна на сообщение.`,
          en: `the norm ${norm.before} will not do: one counts back only from a norm with from and each: round, of which a message has one.`,
        },
      ]
    }
    const without = cellsOf(act, norm).filter((cell) => !ends.some((end) => cellsOf(act, end).includes(cell)))
    if (without.length === 0) return []
    const where = without.join(', ')
    return [
      {
        path,
        ru: `норма ${norm.before} стоит не везде, где эта: нет для ${where}. Там этот срок никогда не начнётся.`,
        en: `the norm ${norm.before} does not stand wherever this one does: not for ${where}. There this term would never begin.`,
      },
    ]
  })
}

/** The names from a norm back to itself. */
function circle(act: Regulation, norm: NormRule): string[] {
  const names: string[] = [norm.norm]
  let next = norm.before
  while (next !== undefined) {
    names.push(next)
    if (names.indexOf(next) < names.length - 1) return names
    next = act.norms.find((other) => other.norm === next && other.before !== undefined)?.before
  }
  return []
}

function isCircular(act: Regulation, norm: NormRule): boolean {
  const names = circle(act, norm)
  return names.length > 0 && names[0] === names.at(-1)
}

/** Messages for which a norm is, as the chosen readings leave it: `pos`, or `pos/high` where the act has norms by importance. */
function cellsOf(act: Regulation, norm: NormRule): string[] {
  if (norm.under !== undefined && act.readings[norm.under.reading]?.chosen !== norm.under.is) return []
  const tracks = (Object.keys(act.tracks) as Track[]).filter((track) => act.tracks[track].as === undefined)
  const levels: Importance[] = ['normal', 'high']
  const byImportance = act.norms.some((one) => one.importance !== undefined)
  return tracks
    .filter((track) => norm.tracks?.includes(track) ?? true)
    .flatMap((track) =>
      byImportance ? levels.filter((level) => (norm.importance ?? level) === level).map((level) => `${track}/${level}`) : [track as string],
    )
}
