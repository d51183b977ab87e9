import { createHash } from 'node:crypto'
import { parseRegulation, type Procedure, procedureOf, type Regulation } from '@otklik/regulations'
import { StorageFault } from '../engine/fault.ts'
import type { Runs } from '../record/runs.ts'

/** An edition of an act as the shell uses it. `ref` names it in events: `id@edition`. */
export type Act = {
  readonly id: string
  readonly edition: string
  readonly ref: string
  readonly regulation: Regulation
  readonly procedure: Procedure
}

/** What names an edition of an act in the record. An act's id holds no `@`. */
export const actRef = ({ id, edition }: { readonly id: string; readonly edition: string }): string => `${id}@${edition}`

/** Names a text by its content, 64 hexadecimal digits. */
export const digestOf = (source: string): string => createHash('sha256').update(source, 'utf8').digest('hex')

type Row = { readonly id: string; readonly edition: string; readonly source: string; readonly digest: string }

/** Texts already compiled in this process: organisations of one installation work mostly under the same acts. */
const compiled = new Map<string, Act>()
const KEPT = 100

/** The act that a text says. @throws RegulationError for a text that is no act */
export function compiledAct(source: string): Act {
  const digest = digestOf(source)
  const known = compiled.get(digest)
  if (known !== undefined) return known
  const regulation = parseRegulation(source)
  const { id, edition } = regulation
  const act = { id, edition, ref: actRef(regulation), regulation, procedure: procedureOf(regulation) }
  const oldest = compiled.keys().next()
  if (compiled.size >= KEPT && !oldest.done) compiled.delete(oldest.value)
  compiled.set(digest, act)
  return act
}

const NAMED = `select id, edition, source, digest from acts where tenant_id = $1 and id || '@' || edition = any ($2::text[])`

/** Of each act the edition that was stored last. */
const LATEST = `select distinct on (id) id, edition, source, digest from acts where tenant_id = $1 order by id, number desc`

/** The stored editions of the acts of all organisations, read when they are asked for. An edition is never changed, so it is read once. */
export class ActShelf {
  readonly #known = new Map<string, Act>()

  /** The edition that `ref` names. @throws when the organisation has no such edition; StorageFault `act-altered` */
  async of(on: Runs, tenantId: string, ref: string): Promise<Act> {
    return (await this.all(on, tenantId, [ref]))(ref)
  }

  /** All the editions named, in one statement; what it answers throws for any other. */
  async all(on: Runs, tenantId: string, refs: Iterable<string>): Promise<(ref: string) => Act> {
    const missing = [...new Set(refs)].filter((ref) => !this.#known.has(`${tenantId} ${ref}`))
    if (missing.length > 0) {
      const { rows } = await on.query({ name: 'acts-named', text: NAMED, values: [tenantId, missing] })
      for (const row of rows as Row[]) this.#known.set(`${tenantId} ${actRef(row)}`, actOf(row))
    }
    return (ref) => {
      const act = this.#known.get(`${tenantId} ${ref}`)
      if (act === undefined) throw new Error(`organisation ${tenantId} has no act ${ref}`)
      return act
    }
  }

  /** Of each act that the organisation can work under the edition that was stored last, in the order of their ids. */
  async latest(on: Runs, tenantId: string): Promise<readonly Act[]> {
    const { rows } = await on.query({ name: 'acts-latest', text: LATEST, values: [tenantId] })
    return (rows as Row[]).map(actOf)
  }
}

function actOf({ id, edition, source, digest }: Row): Act {
  if (digestOf(source) === digest) {
    const act = compiledAct(source)
    if (act.id === id && act.edition === edition) return act
  }
  throw new StorageFault('act-altered', {
    ru: `Текст акта ${id} (редакция ${edition}) в базе изменён: сроки по нему считать нельзя. Верните его из резервной копии.`,
    en: `The text of the act ${id} (edition ${edition}) in the database was altered: no term can be counted by it. Bring it back from a backup.`,
  })
}
