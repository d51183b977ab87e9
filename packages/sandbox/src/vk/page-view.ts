import { html } from './html.ts'
import type { Html } from './html.ts'
import { Html as Ready } from './html.ts'
import { commentForm, commentView, initials, mention, moment, nameOf, shownText } from './page-comment.ts'
import type { PageContext } from './page-context.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import type { Post } from './wall.ts'
import type { Comment } from './world.ts'

/** A post with its threads, the newest thread first; at most `most` of them. */
export function postView(page: PageContext, post: Post, most: number): Html {
  const comments = page.world.comments(post.id)
  // A citizen may take a deletion back, so that the place of a deleted comment stays in sight, as VK shows it to whoever deleted it.
  const shown = (each: Comment): boolean => each.deletedAt === null || each.fromId > 0 || repliesOf(each.id).some(shown)
  const repliesOf = (id: number): Comment[] => comments.filter((each) => each.threadId === id && shown(each))
  const threads = comments.filter((each) => each.threadId === null && shown(each)).toReversed()
  const address = `/wall-${page.world.groupId}_${post.id}`
  return html`<article class="post" id="post${post.id}" aria-label="${post.text.slice(0, 60)}"><div class="by">
<span class="face us" aria-hidden="true">${initials(page.name)}</span><div><strong>${page.name}</strong>
<a href="${address}">${moment(page, post.at)}</a></div></div>
<p class="words">${post.text.replace(mention, '$1')}</p>
<p class="count" data-count="${post.id}">${page.words.comments(comments.filter((each) => each.deletedAt === null).length)}</p>
${
  post.closed
    ? html`<p class="gone">${page.words.closed}</p>`
    : html`<details${most > 100 && new Ready(' open')}><summary>${page.words.write}</summary>${commentForm(page, post, null)}</details>`
}
<ol data-list="p${post.id}">${threads.slice(0, most).map((each) => commentView(page, post, each, repliesOf(each.id)))}</ol>
${threads.length > most && html`<p><a href="${address}">${page.words.all(threads.length)}</a></p>`}</article>`
}

/** The comments of one person, the newest first, each with the way to its place. */
export function personView(page: PageContext, id: number): Html {
  const theirs = page.world.comments().filter((each) => each.fromId === id && each.deletedAt === null)
  return html`<section class="post"><div class="by"><span class="face h${id % 6}" aria-hidden="true">${initials(nameOf(page, id))}</span>
<div><strong>${nameOf(page, id)}</strong>${page.words.person}</div></div>${theirs.toReversed().map(
    (each) => html`<p class="words count">${shownText(each)}
<a href="/wall-${page.world.groupId}_${each.postId}?reply=${each.id}">${moment(page, each.at)}</a></p>`,
  )}</section>`
}

/** The whole page around its content. */
export function pageView(page: PageContext, content: Html, alert: string | null): string {
  const { words } = page
  const other = page.language === 'ru' ? 'en' : 'ru'
  const separator = page.path.includes('?') ? '&' : '?'
  const style = new Ready(pageStyle)
  const script = new Ready(pageScript)
  return html`<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${page.name}</title>
<link rel="icon" href="data:,"><style nonce="${page.nonce}">${style}</style></head><body>
<aside class="note" aria-label="${words.about}"><div><span>${words.pretended}</span><a href="${page.path}${separator}lang=${other}" lang="${other}">${words.other}</a></div></aside>
<header class="head"><div class="band"></div><div class="who"><span class="face big" aria-hidden="true">${initials(page.name)}</span>
<div><h1>${page.name}</h1><p>${page.path === '/' ? words.title : html`<a href="/">${words.toPage}</a>`}</p></div></div></header>
<main>${alert !== null && html`<p class="alert" role="alert">${alert}</p>`}<h2>${words.posts}</h2>${content}</main>
<p class="hidden" id="news" role="status" aria-live="polite"></p>
<datalist id="people">${page.world
    .people()
    .filter((person) => person.id > 0)
    .map((person) => html`<option value="${person.name}"></option>`)}</datalist>
<script type="module" nonce="${page.nonce}">${script}</script></body></html>`.source
}
