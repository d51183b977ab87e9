import type { Moment } from '@otklik/worktime'

/** Units that have the message now, with the moment they received it; the last one holds it. */
export class Holders {
  #units: readonly { readonly unit: string; readonly at: Moment }[] = []

  /** A unit that receives it again has it from then on. */
  receive(unit: string, at: Moment): void {
    this.#units = [...this.#units.filter((one) => one.unit !== unit), { unit, at }]
  }

  leave(unit: string): void {
    this.#units = this.#units.filter((one) => one.unit !== unit)
  }

  has(unit: string): boolean {
    return this.#units.some((one) => one.unit === unit)
  }

  /** When the unit received what it has now. */
  since(unit: string): Moment | undefined {
    return this.#units.find((one) => one.unit === unit)?.at
  }

  get last(): string | undefined {
    return this.#units.at(-1)?.unit
  }

  get count(): number {
    return this.#units.length
  }

  get names(): readonly string[] {
    return this.#units.map(({ unit }) => unit)
  }
}
