import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds broken of WCAG 2.2 AA on this screen, each with the elements. */
export const axeFaults = (page: Page, where: string): Promise<string[]> => faultsOf(new AxeBuilder({ page }).withTags(standards), where)

/** The same by the rules that look at colours. */
export const colourFaults = (page: Page, where: string): Promise<string[]> =>
  faultsOf(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']), where)

async function faultsOf(axe: AxeBuilder, where: string): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, help, nodes }) =>
      `${where} · ${id}: ${help} · ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' · ')}`,
  )
}

/** Does the screen stand out to the right? A telephone never scrolls sideways. */
export async function sidewaysFaults(page: Page, where: string): Promise<string[]> {
  const { content, screen } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, screen: innerWidth }))
  return content > screen ? [`${where} · ${content} px wide on ${screen}`] : []
}

/** What a thumb presses and is lower than 44 px. */
export async function smallTargets(page: Page, where: string): Promise<string[]> {
  const targets = page.locator('main button:visible, main summary:visible, main label:has(input[type=radio]):visible')
  const small = await targets.evaluateAll((found) =>
    found.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 160)),
  )
  return small.map((html) => `${where} · ${html}`)
}
