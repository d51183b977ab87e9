import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runRegulation } from '../src/regulation.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-act-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function otklik(...args: string[]) {
  let out = ''
  const io = { stdout: { write: (text: string) => (out += text) }, stderr: { write: () => undefined } }
  const code = await runRegulation(args, io, args.includes('en') ? 'en' : 'ru')
  return { code, out }
}

describe('otklik regulation', () => {
  it('lists the acts that come with the product', async () => {
    const { code, out } = await otklik('list')
    expect(code).toBe(0)
    for (const id of ['lesozavodsk-2022', 'yelets-2023', 'smolensk-region-2020', 'gazimuro-zavodsky-2024', 'desnogorsk-2023'])
      expect(out).toContain(id)
    expect(JSON.parse((await otklik('list', '--json')).out)).toHaveLength(5)
  })

  it('shows an act with its norms and its readings with their alternatives', async () => {
    const { out } = await otklik('show', 'lesozavodsk-2022')
    expect(out).toMatch(/п\. 9 +разместить ответ +организация +\+3wh +с поступления +повышенная важность/)
    expect(out).toContain('clock-7 = working')
    expect(out).toContain('elapsed (Считаем по часам.)')
    expect(out).toContain('№ 215')
    expect((await otklik('show', 'yelets-2023', '--lang', 'en')).out).toContain('no number')
  })

  it('says for whom a norm is, and has no heading for readings where an act leaves nothing open', async () => {
    const { out } = await otklik('show', 'desnogorsk-2023', '--lang', 'en')
    expect(out).toMatch(/cl\. 4\.3, par\. 2 +publish a reply +executor +\+3d +from arrival +from ПОС\n/)
    const guide = await readFile(new URL('../../../docs/guide/akt.md', import.meta.url), 'utf8')
    const sixth = /```yaml zarechny-yar-2027\.yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? ''
    const path = join(folder, 'sixth.yaml')
    await writeFile(path, sixth)
    expect((await otklik('show', path)).out).toContain('Толкования:')
    const silent = sixth.replace(/\nreadings:[^]*?\n(?=\w)/, '\n').replace(/authorAnswer:\n.*\n.*\n/, 'authorAnswer: to-curator\n')
    await writeFile(path, silent)
    expect((await otklik('show', path)).out).not.toContain('Толкования')
  })

  it('tells the faults of an act in force, which nobody here can mend', async () => {
    const broken = await otklik('check', 'lesozavodsk-2022')
    expect(broken.code).toBe(0)
    expect(broken.out).toMatch(/^ошибка: .*исполнителю остаётся 0 минут\. \[L-9, L-10, L-7\] \(no-time-left-high\)\n/)
  })

  it('checks the file of an act: 1 when it cannot be kept, 0 when it only leaves gaps', async () => {
    for (const [id, code] of [
      ['lesozavodsk-2022', 1],
      ['smolensk-region-2020', 0],
    ] as const) {
      const path = join(folder, `${id}.yaml`)
      await writeFile(path, await readFile(new URL(`../../../packages/regulations/acts/${id}.yaml`, import.meta.url)))
      expect((await otklik('check', path)).code).toBe(code)
    }
  })

  it('gives findings with numbers and clauses as JSON', async () => {
    const { out } = await otklik('check', 'yelets-2023', '--json')
    const { findings } = JSON.parse(out) as { findings: { id: string; numbers: object; clauses: string[] }[] }
    expect(findings.find((one) => one.id === 'rework-rounds')).toMatchObject({ numbers: { path: 450, total: 480, withOneMore: 510 } })
  })

  it('names the line of a fault in a file, and exits with 1', async () => {
    const path = join(folder, 'act.yaml')
    const yelets = await readFile(new URL('../../../packages/regulations/acts/yelets-2023.yaml', import.meta.url), 'utf8')
    await writeFile(path, yelets.replace('clause: E-4\n', 'clause: E-44\n'))
    await expect(otklik('check', path)).rejects.toMatchObject({
      ru: expect.stringMatching(/строка \d+, norms\.0\.clause: пункта E-44 нет/) as string,
    })
    const { code, out } = await otklik('check', path, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ findings: [{ id: 'file-fault', severity: 'error', numbers: { path: 'norms.0.clause' } }] })
  })

  it.each([[[]], [['chekc']], [['show']], [['check', 'atlantis-1900']]])('refuses %j', async (args) => {
    await expect(otklik(...args)).rejects.toMatchObject({ name: 'UsageError' })
  })
})
