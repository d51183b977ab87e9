import { backwardFaults } from './backward-norms.ts'
import { repeatedNormFaults } from './repeated-norms.ts'
import { consistencyFaults } from './consistency.ts'
import type { Located } from './located.ts'
import type { Regulation } from './regulation.ts'
import { readingOf } from './rules.ts'

/** Names that point nowhere inside an act's file (clauses, readings and their alternatives, norms), and what contradicts itself in it. */
export function referenceFaults(act: Regulation): Located[] {
  return [
    ...clauseFaults(act),
    ...readingFaults(act),
    ...choiceFaults(act),
    ...underFaults(act),
    ...normFaults(act),
    ...backwardFaults(act),
    ...repeatedNormFaults(act),
    ...rightFaults(act),
    ...consistencyFaults(act),
  ]
}

function clauseFaults(act: Regulation): Located[] {
  const repeated = (act.repeats?.norms ?? []).map((value, index) => ({ path: ['repeats', 'norms', index], value }))
  return [...occurrences(act, 'clause', 'clauses'), ...repeated]
    .filter(({ value }) => act.clauses[value] === undefined)
    .map(({ path, value }) => ({
      path,
      ru: `пункта ${value} нет в списке clauses. Исправьте ссылку или добавьте пункт.`,
      en: `the clause ${value} is not listed under clauses. Mend the reference or add the clause.`,
    }))
}

function readingFaults(act: Regulation): Located[] {
  return occurrences(act, 'reading', 'readings')
    .filter(({ path, value }) => path[0] !== 'readings' && act.readings[value] === undefined)
    .map(({ path, value }) => ({
      path,
      ru: `толкования ${value} нет в списке readings. Исправьте имя или добавьте толкование.`,
      en: `the reading ${value} is not listed under readings. Mend the name or add the reading.`,
    }))
}

/** A chosen alternative must exist, and every value that a reading switches must be given for every alternative. */
function choiceFaults(act: Regulation): Located[] {
  const chosen = Object.entries(act.readings)
    .filter(([, reading]) => reading.alternatives[reading.chosen] === undefined)
    .map(([id, reading]) => ({
      path: ['readings', id, 'chosen'],
      ru: `выбора «${reading.chosen}» нет среди alternatives: ${Object.keys(reading.alternatives).join(', ')}.`,
      en: `the choice "${reading.chosen}" is not among the alternatives: ${Object.keys(reading.alternatives).join(', ')}.`,
    }))
  const incomplete = switches(act, []).flatMap(({ path, reading, when }) => {
    const wanted = Object.keys(act.readings[reading]?.alternatives ?? {})
    const lacking = wanted.filter((name) => !when.includes(name))
    const strange = when.filter((name) => wanted.length > 0 && !wanted.includes(name))
    if (lacking.length + strange.length === 0) return []
    return [
      {
        path: [...path, 'when'],
        ru: `значения должны быть ровно для выборов толкования ${reading}: ${wanted.join(', ')}.`,
        en: `there must be a value for each choice of the reading ${reading} and no other: ${wanted.join(', ')}.`,
      },
    ]
  })
  return [...chosen, ...incomplete]
}

/** A norm that stands under a choice that its reading does not offer would never be planned. */
function underFaults(act: Regulation): Located[] {
  return act.norms.flatMap(({ under }, index) => {
    const choices = under && act.readings[under.reading]?.alternatives
    if (under === undefined || choices === undefined || choices[under.is] !== undefined) return []
    const known = Object.keys(choices).join(', ')
    return [
      {
        path: ['norms', index, 'under', 'is'],
        ru: `у толкования ${under.reading} нет выбора «${under.is}», есть: ${known}.`,
        en: `the reading ${under.reading} has no choice "${under.is}"; there are: ${known}.`,
      },
    ]
  })
}

function normFaults(act: Regulation): Located[] {
  return act.norms.flatMap((norm, index) => {
    const path = ['norms', index]
    const faults: Located[] = []
    if ((norm.from === undefined) === (norm.before === undefined)) {
      faults.push({ path, ru: 'нужно ровно одно из полей from и before.', en: 'exactly one of from and before is needed.' })
    }
    if (norm.before !== undefined && norm.each !== 'round') {
      faults.push({ path: [...path, 'each'], ru: 'у нормы с before здесь стоит round.', en: 'a norm with before has round here.' })
    }
    const terms = norm.term !== null && typeof norm.term === 'object' ? Object.values(norm.term.when) : [norm.term]
    const sign = norm.before === undefined ? '+' : '-'
    if (terms.some((term) => term !== null && !term.startsWith(sign))) {
      faults.push({
        path: [...path, 'term'],
        ru: `срок здесь записывается со знаком «${sign}».`,
        en: `a term is written with "${sign}" here.`,
      })
    }
    return faults
  })
}

/** What follows a term that no norm sets can never come true. */
function rightFaults(act: Regulation): Located[] {
  return (['return', 'redirect'] as const)
    .filter((norm) => act.steps[norm]?.late !== undefined && !act.norms.some((one) => one.norm === norm && one.lapses === true))
    .map((norm) => ({
      path: ['steps', norm, 'late'],
      ru: `нет нормы ${norm} с lapses: true, срок которой мог бы истечь. Добавьте норму или уберите late.`,
      en: `there is no norm ${norm} with lapses: true whose term could be over. Add the norm or remove late.`,
    }))
}

type Found = { readonly path: (string | number)[]; readonly value: string }

/** Every string under a key `one`, and every one in a list under a key `many`, at any depth. */
function occurrences(value: unknown, one: string, many: string, path: (string | number)[] = []): Found[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (key === one && typeof inner === 'string') return [{ path: here, value: inner }]
    if (key === many && Array.isArray(inner)) return inner.map((item, index) => ({ path: [...here, index], value: String(item) }))
    return occurrences(inner, one, many, here)
  })
}

function switches(value: unknown, path: (string | number)[]): { path: (string | number)[]; reading: string; when: string[] }[] {
  if (typeof value !== 'object' || value === null) return []
  const reading = readingOf(value)
  if (reading !== undefined) return [{ path, reading, when: Object.keys((value as { when: object }).when) }]
  return Object.entries(value).flatMap(([key, inner]) => switches(inner, [...path, Array.isArray(value) ? Number(key) : key]))
}
