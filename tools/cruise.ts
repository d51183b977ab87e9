import { readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { forbidden, options } from './dependency-rules.ts'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export type Violation = { readonly rule: string; readonly from: string; readonly to: string; readonly comment: string }

/** Every TypeScript source below `folder` that the rules must have seen, relative to `base`. */
export function sources(base: string, folder: string): string[] {
  return readdirSync(join(base, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/(node_modules|\/dist)(\/|$)/.test(entry.parentPath))
    .map((entry) => relative(base, join(entry.parentPath, entry.name)))
    .toSorted()
}

/** Cruises `packages` and `apps` below `base`; a tool that saw fewer modules than exist has checked nothing (see design: silently green). */
export async function cruiseTree(base: string): Promise<{ modules: number; missed: string[]; violations: Violation[] }> {
  const result = await cruise(
    ['packages', 'apps'],
    { ...options, baseDir: base, validate: true, ruleSet: { forbidden } },
    options.enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  )
  const output = result.output as ICruiseResult
  const seen = new Set(output.modules.map((module) => module.source))
  const comments = new Map(forbidden.map((rule) => [rule.name, rule.comment]))
  return {
    modules: output.modules.length,
    missed: [...sources(base, 'packages'), ...sources(base, 'apps')].filter((file) => !seen.has(file)),
    violations: output.summary.violations.map((violation) => ({
      rule: violation.rule.name,
      from: violation.from,
      to: violation.to,
      comment: comments.get(violation.rule.name) ?? '',
    })),
  }
}

export const ruleNames = forbidden.map((rule) => rule.name)
export const uncommented = forbidden.filter((rule) => rule.comment.length < 20).map((rule) => rule.name)
