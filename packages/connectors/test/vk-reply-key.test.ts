import { describe, expect, test } from 'vitest'
import { vk } from '../src/vk/network.ts'

describe('the address of a reply names a comment', () => {
  test.each([
    ['https://vk.ru/wall-100_22?reply=333', '-100_22_333'],
    ['https://vk.com/wall-100_22?reply=333&thread=7', '-100_22_333'],
    ['http://127.0.0.1:4100/wall-1_2?reply=3', '-1_2_3'],
    [' https://vk.ru/wall-1_2?reply=3 ', '-1_2_3'],
    ['-100_22_333', '-100_22_333'],
    [vk.words.replyAddress, '-1_2_3'],
  ])('%s', (address, key) => expect(vk.replyKey(address)).toBe(key))
  test.each(['', 'https://vk.ru/wall-100_22', 'javascript:alert(1)//wall-1_2?reply=3', 'просто текст', '-100_22'])('not «%s»', (address) =>
    expect(vk.replyKey(address)).toBeNull(),
  )
})
