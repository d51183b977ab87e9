import type { Text } from './types.ts'

/** One fault of an act's file: where it stands and what to do about it. `line` counts from 1. */
export type Fault = { readonly path: string; readonly line?: number; readonly ru: string; readonly en: string }

const theAct: Text = { ru: 'Файл акта не годится.', en: "The act's file cannot be used." }

/** An act's file or a history that cannot be used; lists every fault found, not just the first. `message` is the Russian text. */
export class RegulationError extends Error {
  override readonly name = 'RegulationError'
  readonly faults: readonly Fault[]
  readonly ru: string
  readonly en: string

  constructor(faults: readonly Fault[], heading: Text = theAct) {
    const told = (lang: 'ru' | 'en') => [heading[lang], ...faults.map((fault) => `${place(fault, lang)}${fault[lang]}`)].join('\n')
    super(told('ru'))
    this.faults = faults
    this.ru = told('ru')
    this.en = told('en')
  }
}

/** `строка 12, norms.3.clause: ` */
export function place(fault: Fault, lang: 'ru' | 'en'): string {
  const line = fault.line === undefined ? '' : `${lang === 'ru' ? 'строка' : 'line'} ${fault.line}`
  const where = [line, fault.path].filter((part) => part !== '').join(', ')
  return where === '' ? '' : `${where}: `
}
