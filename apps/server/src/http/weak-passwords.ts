import { commonPasswords } from '../sign-in/passwords/common-list.ts'
import { judgePassword, type PasswordFault, passwordLength } from '../sign-in/passwords/judge-password.ts'
import type { Owner } from '../sign-in/passwords/personal-words.ts'
import { ProblemError, type Text } from './problems.ts'

const { least, most } = passwordLength
const words: Readonly<Record<PasswordFault, Text>> = {
  short: { ru: `Пароль — не короче ${least} знаков.`, en: `A password has at least ${least} characters.` },
  long: { ru: `Пароль — не длиннее ${most} знаков.`, en: `A password has at most ${most} characters.` },
  simple: {
    ru: 'Это ряд клавиш или повторение: его подберут сразу. Возьмите несколько слов, которые связаны только для вас.',
    en: 'This is a row of keys or a repetition: it is guessed at once. Take several words that belong together to you alone.',
  },
  common: {
    ru: 'Этот пароль есть в списке тех, что пробуют первыми. Возьмите несколько слов, которые связаны только для вас.',
    en: 'This password is on the list of those that are tried first. Take several words that belong together to you alone.',
  },
  personal: {
    ru: 'В пароле ваше имя, логин, дата или название организации: такие пробуют первыми. Возьмите слова, которые о вас не говорят.',
    en: 'It holds your name, login, a date or the name of the organisation: those are tried first. Take words that do not speak of you.',
  },
}

/**
 * Refuses what is easily guessed.
 * @param path the field of the body that it stands in
 * @throws ProblemError `weak-password` with the reason at the field
 */
export async function refuseWeak(password: string, owner: Owner, path: string): Promise<void> {
  const fault = judgePassword(password, owner, await commonPasswords())
  if (fault === null) return
  throw new ProblemError('weak-password', { text: words[fault], errors: [{ path, text: words[fault] }] })
}
