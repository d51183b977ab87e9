import type { Finding } from '../finding.ts'
import type { Regulation } from '../../act/regulation.ts'

/** Clause numbers printed twice or out of order. */
export function numbering(act: Regulation): Finding[] {
  return act.numbering.flatMap(({ part, printed }) => {
    const repeated = [...new Set(printed.filter((number, index) => printed.indexOf(number) !== index))]
    const astray = printed.filter((number, index) => index > 0 && inOrder(printed[index - 1] ?? '', number) > 0)
    return [
      ...repeated.map((number): Finding => {
        const times = printed.filter((other) => other === number).length
        return {
          id: `numbering-repeated-${number}`,
          severity: 'warning',
          clauses: clausesOf(act, number),
          numbers: { number, times },
          text: {
            ru: `${part.ru}: номер ${number} стоит ${times} раза. Ссылка на него неоднозначна.`,
            en: `${part.en}: the number ${number} stands ${times} times. A reference to it is ambiguous.`,
          },
        }
      }),
      ...astray.map((number): Finding => {
        const before = printed[printed.indexOf(number) - 1] ?? ''
        return {
          id: `numbering-order-${number}`,
          severity: 'note',
          clauses: clausesOf(act, number),
          numbers: { number, after: before },
          text: {
            ru: `${part.ru}: номер ${number} стоит после ${before}.`,
            en: `${part.en}: the number ${number} stands after ${before}.`,
          },
        }
      }),
    ]
  })
}

/** Clauses whose printed number it is: two where it stands twice. */
function clausesOf(act: Regulation, number: string): string[] {
  return Object.entries(act.clauses).flatMap(([id, text]) => (text.ru.replace(/\s*\(.*\)$/, '').endsWith(` ${number}`) ? [id] : []))
}

/** Negative when the first number stands before the second: 2.1.3 before 2.2, 2 before 2.1. Equal numbers are no disorder. */
function inOrder(one: string, other: string): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)]
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

/** Shapes in which cameras and networks make video: wide, classic, square, portrait, cinema; either way round. */
const shapes: readonly (readonly [number, number])[] = [
  [16, 9],
  [4, 3],
  [3, 2],
  [1, 1],
  [5, 4],
  [21, 9],
  [2, 1],
]

/** A least frame of no usual shape is most likely a slip of the pen, and refuses good videos. */
export function videoFrames(act: Regulation): Finding[] {
  return act.materials.flatMap((material) => {
    const frame = material.minFrame
    if (material.kind !== 'video' || frame === undefined) return []
    const [long, short] = [Math.max(frame.width, frame.height), Math.min(frame.width, frame.height)]
    // Encoders round a side to a multiple of 16, so a percent is allowed.
    if (shapes.some(([width, height]) => Math.abs(long / short / (width / height) - 1) < 0.01)) return []
    return [
      {
        id: 'unusual-video-frame',
        severity: 'warning' as const,
        clauses: [material.clause],
        numbers: { width: frame.width, height: frame.height },
        text: {
          ru: `${frame.width}×${frame.height} не бывает обычным размером видео: похоже на описку (бывает 1920×1080).`,
          en: `${frame.width}×${frame.height} is no usual video format: most likely a slip (1920×1080 is usual).`,
        },
      },
    ]
  })
}

/** An act that cannot be cited: without number or date. */
export function citation(act: Regulation): Finding[] {
  const { number, date } = act.source
  if (number !== null && date !== null) return []
  return [
    {
      id: 'source-incomplete',
      severity: 'note',
      clauses: [],
      numbers: {},
      text: {
        ru: `В опубликованном тексте нет ${number === null ? 'номера' : ''}${number === null && date === null ? ' и ' : ''}${date === null ? 'даты' : ''}.`,
        en: `The published text has no ${number === null ? 'number' : ''}${number === null && date === null ? ' and no ' : ''}${date === null ? 'date' : ''}.`,
      },
    },
  ]
}
