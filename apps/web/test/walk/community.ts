import type { Page } from 'playwright-core'

/** A citizen opens the pretended community's page and writes under its first post. */
export async function writeAsCitizen(page: Page, community: string, name: string, text: string): Promise<void> {
  await page.goto(community)
  const post = page.locator('article.post').first()
  await post.locator('> details > summary').click()
  const form = post.locator('> details form')
  await form.locator('input[name=name]').fill(name)
  await form.locator('textarea').fill(text)
  await form.locator('button').click()
  await commentOf(page, text).waitFor()
}

/** The comment with this text, with its thread. */
export const commentOf = (page: Page, text: string) =>
  page
    .locator('li.comment')
    .filter({ has: page.locator('p.words', { hasText: text }) })
    .first()

/** Official replies in the thread under a comment. */
export const officialUnder = (page: Page, text: string) => commentOf(page, text).locator('li.comment.official')

/** Gives the pretended network an order that no citizen can give: a comment with any name and text, a fault, a closed wall. */
export async function orderNetwork<Answer>(community: string, order: string, body: unknown): Promise<Answer> {
  const answer = await fetch(new URL(`/__sim/${order}`, community), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${order}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}
