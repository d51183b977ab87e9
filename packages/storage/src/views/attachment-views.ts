import { type Attachment, attachmentNames, type Edited, type Incident } from '@otklik/casework'
import type { IncidentCard, ThreadView } from '@otklik/contract'

type AttachmentView = IncidentCard['message']['attachments'][number]

/** A message as its network showed it: the post above it and the talk around it. */
export type KeptContext = {
  readonly post: (Omit<NonNullable<ThreadView['post']>, 'attachments'> & { readonly attachments: readonly Attachment[] }) | null
  readonly thread: readonly (Omit<ThreadView['thread'][number], 'attachments'> & { readonly attachments?: readonly Attachment[] })[]
}

/** Each attachment with what people call it. The network's own key stays within. */
export function attachmentViews(attachments: readonly Attachment[]): AttachmentView[] {
  const names = attachmentNames(attachments)
  return attachments.map(({ kind, url }, index) => ({ kind, url, name: names[index] ?? { ru: kind, en: kind } }))
}

/** What its author did to a message since it came. */
export function editedView(edited: Edited | null): IncidentCard['message']['edited'] {
  if (edited === null) return null
  const views = attachmentViews(edited.removed)
  const removed = views.map((view, index) => ({ ...view, removedAt: edited.removed[index]?.removedAt ?? edited.at }))
  return { at: edited.at, removed }
}

export function answerViews({ answers }: Incident): IncidentCard['answers'] {
  return answers.map(({ message: { text, attachments, place }, at, deletedAt, edited }) => ({
    text,
    at,
    url: place.url,
    attachments: attachmentViews(attachments),
    deletedAt,
    edited: editedView(edited),
  }))
}

export function threadView(context: KeptContext | null): ThreadView | null {
  if (context === null) return null
  const { post, thread } = context
  return {
    post: post && { ...post, attachments: attachmentViews(post.attachments) },
    thread: thread.map((line) => ({ ...line, attachments: attachmentViews(line.attachments ?? []) })),
  }
}
