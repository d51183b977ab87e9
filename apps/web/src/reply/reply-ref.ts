/**
 * The network's own key of a published reply, read from the address a person copied: VK `https://vk.ru/wall-1_2?reply=3` → `-1_2_3`.
 * null where the address names no comment.
 */
export function replyRef(address: string): string | null {
  let url: URL
  try {
    url = new URL(address.trim())
  } catch {
    return null
  }
  if (!/^https?:$/.test(url.protocol)) return null
  const wall = /wall(-?\d+_\d+)/.exec(`${url.pathname}${url.search}`)
  const reply = url.searchParams.get('reply') ?? /[_#](?:reply|r)(\d+)/.exec(address)?.[1]
  return wall?.[1] !== undefined && reply != null && /^\d+$/.test(reply) ? `${wall[1]}_${reply}` : null
}
