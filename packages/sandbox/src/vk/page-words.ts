export type Language = 'ru' | 'en'

/** Everything the page of the pretended community says. */
export const words = {
  ru: {
    about: 'Об этой странице',
    pretended: 'Ненастоящая сеть для показа и проверок: всё, что здесь пишут, остаётся на этом компьютере.',
    posts: 'Записи сообщества',
    toPage: 'К странице сообщества',
    official: 'официальный ответ',
    comments: (count: number) => `${count} ${plural(count, 'комментарий', 'комментария', 'комментариев')}`,
    none: 'Комментариев пока нет. Напишите первый.',
    all: (count: number) => `Показать все ветки: ${count}`,
    write: 'Написать комментарий',
    answer: 'Ответить',
    answerTo: (name: string) => `Ответить: ${name}`,
    name: 'Ваше имя',
    text: 'Текст',
    placeholder: 'Что случилось и где?',
    send: 'Отправить',
    deleted: 'Комментарий удалён',
    closed: 'Комментарии к этой записи закрыты.',
    photo: 'Фотография',
    thing: (type: string) => `Вложение: ${type}`,
    attach: 'Фото и документы, не больше двух',
    keep: (title: string) => `Оставить: ${title}`,
    edit: 'Изменить',
    save: 'Сохранить',
    delete: 'Удалить',
    restore: 'Восстановить',
    refusedText:
      'Не отправлено: нет ни текста, ни вложений, текст слишком длинный, вложений больше двух, файл не подходит, комментарий удалён или писать здесь нельзя.',
    refusedName: 'Не отправлено: укажите имя, не длиннее 60 знаков, и не имя самого сообщества.',
    missing: 'Такой страницы здесь нет.',
    wrote: (name: string) => `Новый комментарий: ${name}`,
    other: 'English',
    person: 'Комментарии этого человека',
    title: 'Сообщество',
  },
  en: {
    about: 'About this page',
    pretended: 'A pretended network for showing and testing: whatever is written here stays on this computer.',
    posts: "The community's posts",
    toPage: "To the community's page",
    official: 'official reply',
    comments: (count: number) => `${count} ${count === 1 ? 'comment' : 'comments'}`,
    none: 'No comments yet. Write the first one.',
    all: (count: number) => `Show all ${count} threads`,
    write: 'Write a comment',
    answer: 'Reply',
    answerTo: (name: string) => `Reply: ${name}`,
    name: 'Your name',
    text: 'Text',
    placeholder: 'What happened, and where?',
    send: 'Send',
    deleted: 'Comment deleted',
    closed: 'Comments to this post are closed.',
    photo: 'Photo',
    thing: (type: string) => `Attachment: ${type}`,
    attach: 'Photos and documents, at most two',
    keep: (title: string) => `Keep: ${title}`,
    edit: 'Edit',
    save: 'Save',
    delete: 'Delete',
    restore: 'Restore',
    refusedText:
      'Not sent: there is neither text nor an attachment, the text is too long, there are more than two attachments, a file will not do, the comment is deleted, or writing here is not allowed.',
    refusedName: "Not sent: give a name of at most 60 characters, and not the community's own.",
    missing: 'There is no such page here.',
    wrote: (name: string) => `New comment: ${name}`,
    other: 'Русский',
    person: "This person's comments",
    title: 'Community',
  },
} as const

export type Words = (typeof words)[Language]

function plural(count: number, one: string, few: string, many: string): string {
  const form = new Intl.PluralRules('ru').select(count)
  return form === 'one' ? one : form === 'few' ? few : many
}
