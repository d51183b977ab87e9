import { isKept } from './attached.ts'
import type { Attached } from './attached.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'
import type { PageContext } from './page-context.ts'
import type { Post } from './wall.ts'
import type { Comment } from './world.ts'

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20))
    .join('')

export const moment = (page: PageContext, at: number): Html => {
  const shown = new Intl.DateTimeFormat(page.language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: page.timezone,
  }).format(at)
  return html`<time datetime="${new Date(at).toISOString()}">${shown}</time>`
}

export const mention = /\[(?:id|club|public)\d+\|([^\]|\n]+)\]/g

export const nameOf = (page: PageContext, id: number): string =>
  id === -page.world.groupId ? page.name : (page.world.person(id)?.name ?? (page.language === 'ru' ? 'Житель' : 'A resident'))

/** The words of a comment as readers see them; a comment without words says so by a clip. */
export const shownText = ({ text, attachments }: Comment): string =>
  text.replace(mention, '$1') || attachments.map((one) => (one.kind === 'doc' ? one.title : '📎')).join(' ')

const files = (page: PageContext): Html => html`<label>${page.words.attach}<input type="file" name="file" multiple></label>`

export const commentForm = (page: PageContext, post: Post, replyTo: number | null): Html => html`<form class="write" method="post"
 action="/page/comment" enctype="multipart/form-data">
<input type="hidden" name="post" value="${post.id}">${replyTo !== null && html`<input type="hidden" name="replyTo" value="${replyTo}">`}
<input type="hidden" name="back" value="${page.path}">
<label>${page.words.name}<input name="name" list="people" maxlength="60" required autocomplete="off" value="${page.writer}"></label>
<label>${page.words.text}<textarea name="text" maxlength="4096" placeholder="${page.words.placeholder}"></textarea></label>
${files(page)}<button>${page.words.send}</button><span class="told" role="status"></span></form>`

/** Another text, what stays beside it, and what is added. */
const editForm = (page: PageContext, comment: Comment): Html => html`<form class="write" method="post" action="/page/edit"
 enctype="multipart/form-data"><input type="hidden" name="id" value="${comment.id}"><input type="hidden" name="back" value="${page.path}">
<label>${page.words.text}<textarea name="text" maxlength="4096">${comment.text}</textarea></label>
${comment.attachments
  .filter(isKept)
  .map(
    (one) =>
      html`<label class="keep"><input type="checkbox" name="keep" value="${one.id}" checked>${page.words.keep(titleOf(page, one))}</label>`,
  )}
${files(page)}<button>${page.words.save}</button><span class="told" role="status"></span></form>`

const pressForm = (page: PageContext, comment: Comment, action: 'delete' | 'restore'): Html => html`<form class="act" method="post"
 action="/page/${action}"><input type="hidden" name="id" value="${comment.id}"><input type="hidden" name="back" value="${page.path}">
<button aria-label="${page.words[action]}: ${nameOf(page, comment.fromId)}">${page.words[action]}</button></form>`

const titleOf = (page: PageContext, one: Attached): string => {
  if (one.kind === 'doc') return one.title
  return one.kind === 'photo' ? page.words.photo : page.words.thing(String(one.view['type']))
}

function attachedView(page: PageContext, one: Attached): Html {
  if (one.kind === 'photo') return html`<img src="/photo/${one.id}" alt="${page.words.photo}" loading="lazy">`
  if (one.kind === 'doc') return html`<p class="doc"><a href="/doc/${one.id}" download="${one.title}">${one.title}</a></p>`
  return html`<p class="doc">${titleOf(page, one)}</p>`
}

/** What may be done under a comment: anybody answers; its author, if a citizen, changes it, deletes it and takes that back. */
function actsView(page: PageContext, post: Post, comment: Comment): Html {
  const name = nameOf(page, comment.fromId)
  const citizen = comment.fromId > 0
  if (comment.deletedAt !== null) return html`${citizen && pressForm(page, comment, 'restore')}`
  return html`${
    !post.closed &&
    html`<details><summary aria-label="${page.words.answerTo(name)}">${page.words.answer}</summary>${commentForm(page, post, comment.id)}</details>`
  }${
    citizen &&
    html`<details class="edit"><summary aria-label="${page.words.edit}: ${name}">${page.words.edit}</summary>${editForm(page, comment)}</details>
${pressForm(page, comment, 'delete')}`
  }`
}

export function commentView(page: PageContext, post: Post, comment: Comment, replies: readonly Comment[]): Html {
  const us = comment.fromId === -page.world.groupId
  const name = nameOf(page, comment.fromId)
  const classes = `comment${us ? ' official' : ''}${comment.id === page.pointed ? ' pointed' : ''}`
  const face = html`<span class="face ${us ? 'us' : `h${Math.abs(comment.fromId) % 6}`}" aria-hidden="true">${initials(name)}</span>`
  const said =
    comment.deletedAt !== null
      ? html`<p class="words gone">${page.words.deleted}</p>`
      : html`<p class="words">${comment.text.replace(mention, '$1')}</p>${comment.attachments.map((one) => attachedView(page, one))}`
  const link = comment.fromId > 0 ? html`<a href="/id${comment.fromId}">${name}</a>` : html`<strong>${name}</strong>`
  return html`<li class="${classes}" id="c${comment.id}" data-news="${page.words.wrote(name)}"><div class="says">${face}<div>
${link}${us && html` <span class="badge">${page.words.official}</span>`} ${moment(page, comment.at)}${said}</div></div>
<div class="acts">${actsView(page, post, comment)}</div>
${comment.threadId === null && html`<ol data-list="c${comment.id}">${replies.map((each) => commentView(page, post, each, []))}</ol>`}</li>`
}
