import { Refusal } from './refusal.ts'

export type TokenKind = 'community' | 'service' | 'user'

/** Requests a second by kind of key, counted in a moving second. */
const perSecond: Readonly<Record<TokenKind, number>> = { community: 20, service: 3, user: 3 }

const moscow = 3 * 3_600_000
const day = 86_400_000

/** Keys of the pretended VK: which is which, whether it still works, how fast it is used. */
export function createTokens(initial: Readonly<Record<TokenKind, string>>, now: () => number, dailyQuota: number) {
  let revoked = new Set<TokenKind>()
  let recent = new Map<TokenKind, number[]>()
  let writes = new Map<TokenKind, { day: number; count: number }>()

  return {
    revoke: (kind: TokenKind): void => void revoked.add(kind),
    reset(): void {
      revoked = new Set()
      recent = new Map()
      writes = new Map()
    },
    /** Whose key it is. Refuses with 5 an unknown or revoked one. */
    kindOf(token: string | undefined): TokenKind {
      const kind = (['community', 'service', 'user'] as const).find((each) => initial[each] === token)
      if (kind === undefined || revoked.has(kind)) throw new Refusal(5)
      return kind
    },
    /** Refuses a key of the wrong kind: 27 for a community's, 28 for a service key, 15 for a person's. */
    mustFit(kind: TokenKind, allowed: readonly TokenKind[]): void {
      if (!allowed.includes(kind)) throw new Refusal({ community: 27, service: 28, user: 15 }[kind])
    },
    /** Refuses with 6 the request above the limit within any second. A refused request does not count. */
    pace(kind: TokenKind): void {
      const times = (recent.get(kind) ?? []).filter((at) => now() - at < 1000)
      recent.set(kind, times)
      if (times.length >= perSecond[kind]) throw new Refusal(6)
      times.push(now())
    },
    /** Refuses with 29 the write above the day's quota (days by Moscow time). */
    spend(kind: TokenKind): void {
      const today = Math.floor((now() + moscow) / day)
      const spent = writes.get(kind)
      const count = spent?.day === today ? spent.count : 0
      if (count >= dailyQuota) throw new Refusal(29)
      writes.set(kind, { day: today, count: count + 1 })
    },
  }
}
export type Tokens = ReturnType<typeof createTokens>
