import type { AccountSettings } from '@otklik/storage'

type Given = Pick<AccountSettings, 'name' | 'receive' | 'active'> & { readonly ownId: number; readonly apiBase: string }

/** Settings of a connection to a community of VK, in as few words as a test needs. */
export const vkPage = <Kind extends Given>({ ownId, apiBase, ...rest }: Kind) => ({
  network: 'vk',
  ownId: String(ownId),
  home: new URL(apiBase).origin,
  fields: { apiBase },
  ...rest,
})
