import type { StreamEvent } from '@otklik/contract'
import { beatMs, type HubMessage, type TabMessage } from './hub-messages.ts'
import { type LineState, openSource } from './source.ts'

// The one stream of a browser: a shared worker that lives for as long as any tab of the desk does. A browser opens six connections to a
// server that speaks HTTP/1.1, and a stream in each tab would take them all. No tab is the first among them: whichever closes or
// sleeps, the others hear on.

/** One hub an organisation: its name says which. A browser's tabs of two organisations hear two streams. */
const organisation = /^otklik (.+)$/.exec((globalThis as unknown as { name: string }).name)?.[1] ?? null

type Tab = { unanswered: number; behind: boolean }

/** So many beats without an answer, and a tab is told nothing more: it sleeps, and words would heap up before it. So many, and it is gone. */
const asleepAfter = 3
const goneAfter = 60
/** Words of the last moments are kept for tabs that join. */
const recentMs = 10_000
const mostRecent = 300

const tabs = new Map<MessagePort, Tab>()
let source: AbortController | null = null
let state: LineState = 'connecting'
/** Whose stream it is, by its last greeting. */
let person: string | null = null
let recent: { readonly event: StreamEvent; readonly at: number }[] = []

const post = (port: MessagePort, word: HubMessage) => port.postMessage(word, [])

function toAll(word: HubMessage): void {
  for (const [port, { behind }] of tabs) if (!behind) post(port, word)
}

function open(): void {
  source?.abort()
  source = new AbortController()
  recent = []
  person = null
  openSource(
    organisation,
    (event) => {
      if (event.type === 'hello') person = event.personId
      const now = performance.now()
      recent = [...recent.filter(({ at }) => now - at < recentMs).slice(-mostRecent), { event, at: now }]
      toAll({ say: 'event', event })
    },
    (next) => {
      state = next
      toAll({ say: 'state', state })
    },
    source.signal,
  )
}

function close(): void {
  source?.abort()
  source = null
}

function join(port: MessagePort, personId: string): void {
  const away = tabs.get(port)?.behind === true
  tabs.set(port, { unanswered: 0, behind: false })
  // Another person has signed in since, or a line that is tried again after a while is wanted now.
  if (source === null || state === 'lost' || state === 'refused' || (person !== null && person !== personId)) return open()
  post(port, { say: 'state', state })
  if (away) post(port, { say: 'missed' })
  const now = performance.now()
  post(port, { say: 'joined', personId: person, recent: recent.filter(({ at }) => now - at < recentMs).map(({ event }) => event) })
}

function here(port: MessagePort): void {
  const tab = tabs.get(port)
  if (tab === undefined) return
  tab.unanswered = 0
  if (!tab.behind) return
  tab.behind = false
  post(port, { say: 'state', state })
  post(port, { say: 'missed' })
}

function leave(port: MessagePort): void {
  tabs.delete(port)
  if (tabs.size === 0) close()
}

setInterval(() => {
  for (const [port, tab] of tabs) {
    tab.unanswered += 1
    if (tab.unanswered > goneAfter) leave(port)
    else {
      tab.behind ||= tab.unanswered > asleepAfter
      post(port, { say: 'beat' })
    }
  }
}, beatMs)

const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void }
scope.onconnect = ({ ports: [port] }) => {
  if (port === undefined) return
  port.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.say === 'join') join(port, data.personId)
    else if (data.say === 'here') here(port)
    else leave(port)
  }
}
