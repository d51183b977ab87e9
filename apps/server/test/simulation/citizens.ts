import { minute } from './clocks.ts'
import type { SimulatedTown } from './town.ts'

const complaints = [
  'Яма на Ленина, 5',
  'Нет горячей воды на Мира, 12',
  'Не чистят снег у школы',
  'Автобус 7 опять не пришёл',
  'Не горят фонари на Садовой',
  'Мусор не вывозят вторую неделю',
]
const authors = ['Мария', 'Иван', 'Ольга', 'Пётр', 'Юлия', 'Семён', 'Зоя']

/** A citizen does something in VK: VK tells us of it when and how it likes. */
export function citizenActs(town: SimulatedTown): void {
  const { dice, sandbox } = town
  dice.weighed<(town: SimulatedTown) => void>([
    [12, writes],
    [7, answersUs],
    [2, remarks],
    [2, edits],
    [1.5, deletes],
    [0.5, restores],
    [0.4, (of) => void of.sandbox.post(`Новость ${of.tale.told}`)],
    [sandbox.posts().length > 2 ? 0.4 : 0, postShuts],
    [0.3, blocksUs],
  ])(town)
}

const quoted = (text: string): string => `«${text}»`
const ours = (fromId: number): boolean => fromId < 0

/** VK refuses what its rules forbid (a shut post, a deleted comment): then nothing has happened. */
function attempt(town: SimulatedTown, what: string, act: () => void): void {
  try {
    act()
    town.tale.tell('vk', what)
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AssertionError') throw error
  }
}

function writes(town: SimulatedTown): void {
  const { dice, sandbox, tale } = town
  const postId = dice.oneOf(sandbox.posts())?.id ?? 1
  const authorName = dice.oneOf(authors) ?? ''
  const text = `${dice.oneOf(complaints)} (${tale.told})`
  attempt(town, `${authorName} writes ${quoted(text)}`, () => void sandbox.comment({ postId, authorName, text }))
}

/** The author goes on under our reply. */
function answersUs(town: SimulatedTown): void {
  const { dice, sandbox, tale } = town
  const replies = sandbox.comments().filter(({ fromId, deletedAt, replyTo }) => ours(fromId) && deletedAt === null && replyTo !== null)
  const reply = dice.oneOf(replies)
  const asked = sandbox.comments().find(({ id }) => id === reply?.replyTo)
  if (reply === undefined || asked === undefined) return writes(town)
  const text = `Дом 5, второй подъезд (${tale.told})`
  attempt(town, `the author of ${asked.id} answers us ${quoted(text)}`, () => {
    sandbox.comment({ postId: reply.postId, authorId: asked.fromId, text, replyTo: reply.id })
  })
}

/** Somebody, perhaps the author, writes under another citizen's words. */
function remarks(town: SimulatedTown): void {
  const { dice, sandbox, tale } = town
  const target = dice.oneOf(sandbox.comments().filter(({ fromId }) => !ours(fromId)))
  if (target === undefined) return writes(town)
  const authorName = dice.oneOf(authors) ?? ''
  const text = `И у нас то же (${tale.told})`
  attempt(town, `${authorName} writes under ${target.id} ${quoted(text)}`, () => {
    sandbox.comment({ postId: target.postId, authorName, text, replyTo: target.id })
  })
}

function standing(town: SimulatedTown) {
  return town.dice.oneOf(town.sandbox.comments().filter(({ fromId, deletedAt }) => !ours(fromId) && deletedAt === null))
}

function edits(town: SimulatedTown): void {
  const comment = standing(town)
  if (comment === undefined) return
  const text = `${comment.text} Исправлено.`
  attempt(town, `${comment.id} is edited`, () => town.sandbox.editComment(comment.id, text))
}

function deletes(town: SimulatedTown): void {
  const comment = standing(town)
  if (comment === undefined) return
  // A poll that VK cut off is made up for by reading the wall, where this comment stands no more.
  town.unseen.add(comment.id)
  attempt(town, `${comment.id} is deleted`, () => town.sandbox.deleteComment(comment.id))
}

function restores(town: SimulatedTown): void {
  const gone = town.dice.oneOf(town.sandbox.comments().filter(({ fromId, deletedAt }) => !ours(fromId) && deletedAt !== null))
  if (gone === undefined) return
  attempt(town, `${gone.id} is restored`, () => town.sandbox.restoreComment(gone.id))
}

function postShuts(town: SimulatedTown): void {
  const post = town.dice.oneOf(town.sandbox.posts().filter(({ at }) => at < town.clocks.moment - minute))
  if (post === undefined) return
  attempt(town, `comments of post ${post.id} are closed`, () => town.sandbox.closeComments(post.id))
}

function blocksUs(town: SimulatedTown): void {
  const comment = standing(town)
  if (comment === undefined) return
  attempt(town, `the author of ${comment.id} blocks us`, () => town.sandbox.blockUs(comment.fromId))
}
