import { cpus, platform, release, totalmem } from 'node:os'
import type { Figure } from './figure.ts'

/** Numbers as people read them. */
const say = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 })

function line({ title, value, unit, aim, met, against }: Figure): string {
  const ratio = against?.ratio === undefined ? '' : `, ${say(against.ratio)}×`
  const rival = against === undefined ? '' : `${against.name}: ${say(against.value)} ${unit}${ratio}`
  return `| ${title} | ${say(value)} ${unit} | ${aim} | ${met ? 'yes' : '**no**'} | ${rival} |`
}

/** The page `docs/benchmarks.md`: what was measured, on what, when, also where it falls short. `date` is ISO. */
export function report(groups: ReadonlyMap<string, readonly Figure[]>, date: string): string {
  const processors = cpus()
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()}, Node ${process.versions.node}`
  const tables = [...groups].map(
    ([title, figures]) =>
      `## ${title}\n\n| what | measured | aim | met | rival in the same run |\n|---|---|---|---|---|\n${figures.map(line).join('\n')}\n`,
  )
  return `# Figures\n\nMeasured by \`npm run bench\` on ${date.slice(0, 10)}: ${machine}.\nEmbedded PostgreSQL with every durability on. Over HTTP: the median of three rounds; a machine that does other work at the time measures worse.\n\n${tables.join('\n')}`
}
