/** HTML that is already safe: made here, or escaped here. */
export class Html {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

type Part = Html | readonly Html[] | string | number | false | null

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const render = (part: Part): string => {
  if (part === false || part === null) return ''
  if (part instanceof Html) return part.source
  if (typeof part === 'object') return part.map((each) => each.source).join('')
  return String(part).replace(/[&<>"']/g, (sign) => escaped[sign] ?? '')
}

/** Template for pages: whatever is put in is escaped unless it is Html itself. Everybody's words are hostile. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(String.raw({ raw: strings }, ...parts.map(render)))
