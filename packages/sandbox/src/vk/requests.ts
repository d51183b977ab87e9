/** One request as the pretended VK saw it; the key itself is never kept. */
export type LoggedRequest = {
  readonly at: number
  readonly method: string
  readonly token: string
  readonly params: Readonly<Record<string, string>>
  /** Against the schema: unknown, missing, malformed parameters, a wrong version. */
  readonly problems: readonly string[]
  /** `ok`, an error's code, or the fault that struck. */
  readonly outcome: string
}

/** Every call, for tests to look at; `assertClean` fails when any of them broke the schema. */
export function createRequestLog() {
  let requests: LoggedRequest[] = []
  return {
    add: (request: LoggedRequest): void => void requests.push(request),
    list: (method?: string): readonly LoggedRequest[] => requests.filter((each) => method === undefined || each.method === method),
    clear(): void {
      requests = []
    },
    assertClean(): void {
      const broken = requests.filter((each) => each.problems.length > 0)
      if (broken.length === 0) return
      throw new Error(`Requests break VK's schema: ${broken.map((each) => `${each.method}: ${each.problems.join(', ')}`).join('; ')}`)
    },
  }
}
export type RequestLog = ReturnType<typeof createRequestLog>
