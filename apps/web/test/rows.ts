import type { QueueRow } from '@otklik/contract'

type Changes = Partial<Omit<QueueRow, 'next'>> & {
  readonly due?: number
  readonly actor?: 'curator' | 'executor' | 'head' | 'organisation'
}

/** A row of the queue with what a test cares about. */
export function row(id: string, { due = 100, actor = 'curator', ...changes }: Changes = {}): QueueRow {
  return {
    id,
    version: 1,
    number: `2024-${id}`,
    status: 'received',
    importance: 'normal',
    track: 'social',
    excerpt: 'На Ленина, 5 не горит фонарь',
    attached: null,
    answerExcerpt: null,
    answerAttached: null,
    authorName: 'Анна Ким',
    network: 'vk',
    url: 'https://vk.ru/wall-1_2?reply=3',
    topic: null,
    location: null,
    holders: [],
    receivedAt: 0,
    changedAt: 0,
    next: { norm: 'route', clause: 'L-7', actor, start: 0, due, clock: 'wh', reading: null },
    breached: 0,
    unread: true,
    flags: [],
    ...changes,
  }
}
