import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newPassword } from '../../command-line/src/admin.ts'
import { commonPasswords } from '../src/sign-in/passwords/common-list.ts'
import { judgePassword } from '../src/sign-in/passwords/judge-password.ts'

const list = await commonPasswords()
const owner = { login: 'i.belov', name: 'Белов Иван Петрович', organisation: 'Администрация Лесозаводского городского округа' }
const judge = (password: string) => judgePassword(password, owner, list)

describe('a password', () => {
  it.each([
    'correct horse battery',
    'слон идёт по мосту',
    'xK9$mQ2!vL',
    '8391750264',
    'belov и слон на крыше',
    'адскйпароль',
    'k7mq2-x9pdw-4hjrt',
    'йогурт мой',
    '🌲 лес за рекой',
    'а'.repeat(3) + ' берёза у дома',
  ])('is taken without rules about kinds of characters: %s', (password) => expect(judge(password)).toBeNull())

  it('is ten characters long, counted after NFC, and may be long', () => {
    const nine = 'йёйблокик'
    expect(judge(nine)).toBe('short')
    expect(nine.normalize('NFD').length).toBeGreaterThan(10)
    expect(judge(nine.normalize('NFD'))).toBe('short')
    expect(judge('йёйблокику'.normalize('NFD'))).toBeNull()
    expect(judge('😀🌲🚲🏠🎈🐘🌞🚌🍀')).toBe('short')
    expect(judge('слово и дело '.repeat(10).slice(0, 128))).not.toBe('long')
    expect(judge('ы'.repeat(257))).toBe('long')
  })

  it.each([
    '1234567890',
    '0987654321',
    '          ',
    'aaaaaaaaaa',
    'aaaaabbbbb',
    'абабабабаб',
    'abcabcabcabc',
    'abcdefghij',
    'абвгдежзий',
    'qwertyuiop',
    'йцукенгшщз',
    'фывапролдж',
    '1qaz2wsx3edc',
    'qwerty12345',
    '!@#$%^&*()',
    '\u3164'.repeat(12),
  ])('is no row of keys and no repetition: %j', (password) => expect(judge(password)).toBe('simple'))

  it.each([
    'password123',
    'P@ssw0rd2024',
    'пароль2024!',
    'ПАРОЛЬ 2024',
    'Gfhjkm!2024!',
    'drowssap2024',
    'dragonmonkey',
    'passwordpassword',
    'admin-admin-1',
    'москва2024!!',
    'vjcrdf2024!',
    'наташа1985',
    'yfnfif1985',
    'апрель2026!',
    'p.a.s.s.w.o.r.d',
    'iloveyou2024',
    'привет12345',
    'Ghbdtn12345',
  ])('is none that is tried first, in either layout, forwards or backwards, with digits: %s', (password) =>
    expect(judge(password)).not.toBeNull(),
  )

  it.each([
    'belov12345',
    'Белов-1985',
    ',tkjd12345',
    'voleb12345',
    'Ivan.Petrovich',
    'ivan1990petr',
    'i.belov-2026',
    'иванбелов!!',
    'лесозаводск2024',
    'ktcjpfdjlcr1',
    'Lesozavodsk1',
    'Otklik2026!',
    'Отклик-2026',
    '19.05.1985',
    '+79161234567',
    '1985-05-19',
    'отклик привет',
  ])('says nothing of its owner: %s', (password) => expect(judge(password)).not.toBeNull())

  it('is always found good where the program has invented it', () => {
    for (let n = 0; n < 200; n += 1) expect(judge(newPassword())).toBeNull()
  })

  it('is judged for any name and any text, the same in NFC and NFD, without an error', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 300 }), string({ unit: 'grapheme', maxLength: 60 }), (password, name) => {
        const whose = { login: 'a', name, organisation: name }
        expect(judgePassword(password.normalize('NFD'), whose, list)).toBe(judgePassword(password.normalize('NFC'), whose, list))
      }),
      { numRuns: 300 },
    )
  })
})
