import { chance } from '../chance.ts'

/** Chance with a seed, in the shapes that a run needs. */
export class Dice {
  readonly roll: () => number

  constructor(seed: number) {
    this.roll = chance(seed)
  }

  /** True so often, of 1. */
  happens(probability: number): boolean {
    return this.roll() < probability
  }

  between(least: number, most: number): number {
    return least + this.roll() * (most - least)
  }

  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1))
  }

  /** One of them; undefined of none. */
  oneOf<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.roll() * all.length)]
  }

  /** One of them, heavier ones more often. */
  weighed<T>(all: readonly (readonly [weight: number, one: T])[]): T {
    let left = this.roll() * all.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, one] of all) {
      left -= weight
      if (left < 0) return one
    }
    throw new Error('nothing to choose from')
  }
}
