import type { Network } from './port/network.ts'
import { vk } from './vk/network.ts'

/** The networks of this program, in the order in which settings offer them. A new one is a folder of its own and a line here. */
export const catalogue: readonly Network[] = [vk]
