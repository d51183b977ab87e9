import type { VkSandbox } from '@otklik/sandbox/vk'

/** Speaks to the pretended VK by hand, independently of our connector. */
export async function call(
  sandbox: VkSandbox,
  method: string,
  token: 'community' | 'service' | 'user' | 'none',
  params: Readonly<Record<string, string | number>>,
): Promise<{ readonly response?: unknown; readonly error?: { readonly error_code: number; readonly error_msg: string } }> {
  const body = new URLSearchParams({ v: '5.199', access_token: token === 'none' ? 'x' : sandbox.tokens[token] })
  for (const [name, value] of Object.entries(params)) body.set(name, String(value))
  const answer = await fetch(`${sandbox.apiBase}/${method}`, { method: 'POST', body })
  if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
  return (await answer.json()) as Awaited<ReturnType<typeof call>>
}

/** The error's code, or what was answered instead. */
export const codeOf = async (answer: ReturnType<typeof call>): Promise<unknown> =>
  (await answer).error?.error_code ?? (await answer).response
