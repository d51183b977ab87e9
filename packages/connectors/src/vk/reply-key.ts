/**
 * The key of a comment, read from the address that a person copied: `https://vk.ru/wall-1_2?reply=3` → `-1_2_3`. A key itself stays as it is.
 * null where the address names no comment.
 */
export function replyKey(pasted: string): string | null {
  const given = pasted.trim()
  if (/^-?\d{1,16}_\d{1,16}_\d{1,16}$/.test(given)) return given
  const url = URL.parse(given)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  const wall = /wall(-?\d{1,16}_\d{1,16})/.exec(`${url.pathname}${url.search}`)
  const reply = url.searchParams.get('reply') ?? /[_#](?:reply|r)(\d{1,16})/.exec(given)?.[1]
  return wall?.[1] !== undefined && reply != null && /^\d{1,16}$/.test(reply) ? `${wall[1]}_${reply}` : null
}
