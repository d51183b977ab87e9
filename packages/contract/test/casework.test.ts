import type { CloseReason, IncidentEvent, PersonCommand, Right, Status } from '@otklik/casework'
import { personCommandTypes, roles } from '@otklik/casework'
import type { Actor, Importance, NormName, ReplyKind, Track } from '@otklik/regulations'
import type { Unit } from '@otklik/worktime'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import * as contract from '@otklik/contract'

/** exactOptionalPropertyTypes: zod says `term?: string | undefined` where casework says `term?: string`. */
type Exact<T> = T extends unknown ? { [K in keyof T]: Exclude<T[K], undefined> } : never
type Mutable<T> = T extends readonly (infer E)[] ? Mutable<E>[] : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T

describe('what may be said over HTTP is what casework understands', () => {
  it('in every command', () => {
    expectTypeOf<Exact<Mutable<z.infer<typeof contract.personCommand>>>['type']>().toEqualTypeOf<PersonCommand['type']>()
    const spoken = contract.personCommand.options.map((option) => option.shape.type.value)
    expect(spoken.toSorted()).toEqual([...personCommandTypes].toSorted())
  })
  it('in every word', () => {
    expectTypeOf<z.infer<typeof contract.status>>().toEqualTypeOf<Status>()
    expectTypeOf<z.infer<typeof contract.right>>().toEqualTypeOf<Right>()
    expect(Object.keys(roles).filter((role) => !contract.role.safeParse(role).success)).toEqual([])
    expectTypeOf<z.infer<typeof contract.closeReason>>().toEqualTypeOf<CloseReason>()
    expectTypeOf<z.infer<typeof contract.norm>>().toEqualTypeOf<NormName>()
    expectTypeOf<z.infer<typeof contract.actor>>().toEqualTypeOf<Actor>()
    expectTypeOf<z.infer<typeof contract.importance>>().toEqualTypeOf<Importance>()
    expectTypeOf<z.infer<typeof contract.replyKind>>().toEqualTypeOf<ReplyKind>()
    expectTypeOf<z.infer<typeof contract.track>>().toEqualTypeOf<Track>()
    expectTypeOf<z.infer<typeof contract.unit>>().toEqualTypeOf<Unit>()
    expectTypeOf<Extract<IncidentEvent, { type: 'DraftSubmitted' }>['kind']>().toEqualTypeOf<z.infer<typeof contract.replyKind>>()
    expect(Object.keys(contract.routes).length).toBeGreaterThan(20)
  })
  it('and every route says who may call it, once', () => {
    const routes = Object.values(contract.routes)
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length)
    expect(routes.filter(({ access }) => access.length === 0)).toEqual([])
  })
})
