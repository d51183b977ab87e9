/** A fenced block of a page: its language, what stands behind it (`sh exit=1`, `yaml schedule.yaml`) and its text. */
export type Fence = { readonly language: string; readonly rest: string; readonly text: string; readonly line: number }

/** The fenced blocks of a Markdown text, in order. @throws Error when one is not closed */
export function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = []
  let open: { language: string; rest: string; line: number; body: string[] } | null = null
  for (const [index, line] of markdown.split('\n').entries()) {
    const mark = /^```(\S*) ?(.*)$/u.exec(line)
    if (mark === null) {
      open?.body.push(line)
    } else if (open === null) {
      open = { language: mark[1] ?? '', rest: (mark[2] ?? '').trim(), line: index + 1, body: [] }
    } else {
      const { body, ...head } = open
      fences.push({ ...head, text: body.map((each) => `${each}\n`).join('') })
      open = null
    }
  }
  if (open !== null) throw new Error(`the fence of line ${open.line} is not closed`)
  return fences
}

/** The page without its fenced blocks: what is told, not typed. */
export const proseOf = (markdown: string): string => markdown.replaceAll(/^```[\s\S]*?^```$/gmu, '')

/** The anchors that GitHub gives to the headings: lower case, no punctuation, hyphens for spaces. */
export const headingsOf = (markdown: string): readonly string[] =>
  [...proseOf(markdown).matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

/** One call of the program or of a script that a page shows. */
export type Call = { readonly program: 'otklik' | 'npm'; readonly words: readonly string[] }

/**
 * The calls that a piece of shell text names: `npx otklik verify`, `npm run demo -- --act X`. Comments, settings of the environment,
 * redirections and other programs are passed over; `backup FILE · verify` names two commands.
 */
export function callsIn(shell: string): readonly Call[] {
  const calls: Call[] = []
  for (const line of shell.split('\n')) {
    let before: Call['program'] | null = null
    for (const part of line.replace(/(^|\s)#.*$/u, '').split(/\s*(?:\||&&|;|(·))\s*/u)) {
      if (part === '·' || part === undefined) continue
      const words = part
        .split(/[<>]/u)[0]
        ?.split(/\s+/u)
        .filter((word) => word !== '' && !/^[A-Z_]+=/u.test(word))
      if (words === undefined || words.length === 0) continue
      const [first = '', second = ''] = words
      if (first === 'npm') calls.push({ program: 'npm', words: words.slice(1) })
      else if (first === 'npx' && second === 'otklik') calls.push({ program: 'otklik', words: words.slice(2) })
      else if (first === 'otklik') calls.push({ program: 'otklik', words: words.slice(1) })
      else if (before === 'otklik' && line.includes('·')) calls.push({ program: 'otklik', words })
      before = calls.at(-1)?.program ?? before
    }
  }
  return calls
}
