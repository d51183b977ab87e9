import { Lexer, Parser } from 'yaml'

/** Far more than an act or a calendar nests; the library goes through nested collections by recursion. */
const deepest = 50

/** Why a text in YAML or JSON is not even read, in words without a full stop, and the line, from 1. */
export type YamlExcess = { readonly line: number; readonly ru: string; readonly en: string }

/**
 * Looks whether a text may be handed to the library, which takes long for what is long or nested without end. Costs no more than its tokens,
 * and ends at the first that is too many or too deep.
 * @param mostTokens words and signs of the language; ten years of a calendar, each day with all its fields, have thirty thousand
 */
export function yamlExcess(text: string, mostTokens: number): YamlExcess | null {
  const parser = new Parser()
  let count = 0
  for (const token of new Lexer().lex(text)) {
    count += 1
    if (count > mostTokens) return { line: 1, ru: 'слишком длинно; загрузите меньше за раз', en: 'too long; load less at a time' }
    // Only what the parser holds open is asked; the documents that it hands out are made anew by the reader.
    for (const _ of parser.next(token));
    if (parser.stack.length > deepest) {
      return {
        line: lineAt(text, parser.offset),
        ru: `вложено глубже ${deepest} уровней; проверьте скобки и отступы`,
        en: `nested deeper than ${deepest} levels; check brackets and indents`,
      }
    }
  }
  return null
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
