import type { StreamEvent } from '@otklik/contract'
import { beatMs, type HubMessage, type TabMessage } from './hub-messages.ts'
import { organisationInUse } from './organisation-in-use.ts'
import { type LineState, openSource } from './source.ts'

/** What the hub reads back out of its name: tabs of one organisation share it. */
const hubName = organisationInUse === null ? 'otklik' : `otklik ${organisationInUse}`

export type Ear = {
  /** Greetings too: everything is to be read anew. */
  readonly onEvent: (event: StreamEvent) => void
  readonly onState: (state: LineState) => void
  /** This tab slept, and what was said meanwhile is lost to it. */
  readonly onMissed: () => void
  /** The browser's stream speaks to another person: somebody else has signed in here. */
  readonly onStranger: () => void
}

/** A hub that has been silent for so long is asked, and then given up. */
const silentMs = 3.5 * beatMs
/** A tab that is looked away from keeps a stream of its own for so long. */
const graceMs = 3_000

/**
 * What the server tells this browser's person, for as long as `signal` lives: through the one stream that all tabs of the browser share.
 * Where there is no shared worker (Chrome on telephones), a tab has a stream of its own while it is looked at.
 */
export function listen(personId: string, ear: Ear, signal: AbortSignal): void {
  let ours: boolean | null = null
  const receive = (event: StreamEvent) => {
    if (event.type === 'hello') ours = event.personId === personId
    if (ours === false) return ear.onStranger()
    ear.onEvent(event)
  }
  const heard: Ear = { ...ear, onEvent: receive }
  ear.onState('connecting')
  if (typeof SharedWorker === 'undefined') ownStream(heard, signal)
  else {
    const joined = (whose: string | null) => {
      if (whose !== null) ours = whose === personId
    }
    throughHub(personId, heard, joined, signal)
  }
}

function throughHub(personId: string, ear: Ear, onJoined: (whose: string | null) => void, signal: AbortSignal): void {
  let port: MessagePort | null = null
  let heardAt = performance.now()
  let asked = false
  const ended = new AbortController()
  const until = AbortSignal.any([signal, ended.signal])
  const say = (word: TabMessage) => port?.postMessage(word, [])
  const receive = ({ data }: MessageEvent<HubMessage>) => {
    if (until.aborted) return
    heardAt = performance.now()
    asked = false
    switch (data.say) {
      case 'beat':
        return say({ say: 'here' })
      case 'state':
        return ear.onState(data.state)
      case 'missed':
        return ear.onMissed()
      case 'event':
        return ear.onEvent(data.event)
      case 'joined':
        onJoined(data.personId)
        // Rows alone: the greeting among them was heard before this tab asked for anything.
        for (const event of data.recent) if (event.type === 'incident') ear.onEvent(event)
    }
  }
  const instead = () => {
    if (until.aborted) return
    ended.abort()
    ownStream(ear, signal)
  }
  const connect = () => {
    heardAt = performance.now()
    port?.close()
    try {
      const worker = new SharedWorker(new URL('./hub.ts', import.meta.url), { type: 'module', name: hubName })
      worker.addEventListener('error', instead, { once: true })
      port = worker.port
      port.onmessage = receive
      say({ say: 'join', personId })
    } catch {
      // A browser that keeps nothing for us refuses shared workers too.
      instead()
    }
  }
  /** A hub may die with the process that it lived in, and nobody is told; and a tab that slept must ask first. */
  const look = () => {
    if (performance.now() - heardAt < silentMs) return
    if (asked) {
      asked = false
      ear.onMissed()
      return connect()
    }
    asked = true
    say({ say: 'join', personId })
  }
  const timer = setInterval(look, beatMs)
  const shown = () => document.visibilityState === 'visible' && look()
  const away = () => say({ say: 'leave' })
  const back = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return
    ear.onMissed()
    say({ say: 'join', personId })
  }
  document.addEventListener('visibilitychange', shown, { signal: until })
  addEventListener('pagehide', away, { signal: until })
  addEventListener('pageshow', back, { signal: until })
  until.addEventListener('abort', () => {
    clearInterval(timer)
    away()
    port?.close()
  })
  connect()
}

/** One stream of this tab's own, while somebody looks at it: a browser shows few tabs at once, however many it has. */
function ownStream(ear: Ear, signal: AbortSignal): void {
  let open: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const close = () => {
    clearTimeout(timer)
    open?.abort()
    open = null
  }
  const look = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') timer = setTimeout(close, graceMs)
    else if (open === null) {
      open = new AbortController()
      openSource(organisationInUse, ear.onEvent, ear.onState, open.signal)
    }
  }
  document.addEventListener('visibilitychange', look, { signal })
  addEventListener('pagehide', close, { signal })
  addEventListener('pageshow', look, { signal })
  signal.addEventListener('abort', close)
  look()
}
