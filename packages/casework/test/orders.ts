import type { PersonCommand } from '../src/index.ts'
import { type Case, arrived } from './case.ts'
import { gromov, orlova, roads } from './people.ts'
import type { Procedure } from '@otklik/regulations'

/** Orders as people give them most of the day. */
export const select: PersonCommand = { type: 'select', importance: 'normal', topicId: 'roads/pits', location: 'Заречная, 5' }
export const route: PersonCommand = { type: 'route', unitId: roads, note: '' }
export const reply = 'Здравствуйте, Анна! Яму на Заречной, 5 засыплют до пятницы, 12 апреля. Отвечает отдел дорог.'

export function draft(text = reply, kind: 'clarification' | 'interim' | 'final' = 'final', photos: readonly string[] = []): PersonCommand {
  const attachments = photos.map((name) => ({ id: name.padEnd(64, '0'), name: `${name}.jpg`, type: 'image/jpeg', bytes: 200_000 }))
  return { type: 'submitDraft', kind, text, attachments }
}
export const approve = (revision = 1, confirmed: readonly string[] = []): PersonCommand => ({ type: 'approve', revision, confirmed })
export const publish = (revision = 1, confirmed: readonly string[] = []): PersonCommand => ({ type: 'publish', revision, confirmed })
export const sendBack = (revision = 1, text = 'Назовите дату'): PersonCommand => ({ type: 'sendBack', revision, remarks: [{ text }] })

export const selected = (procedure?: Procedure): Case => arrived(procedure).does(select, orlova)
export const routed = (procedure?: Procedure): Case => selected(procedure).does(route, orlova)
export const submitted = (procedure?: Procedure, kind?: 'clarification' | 'interim' | 'final'): Case =>
  routed(procedure).does(draft(reply, kind), gromov)
