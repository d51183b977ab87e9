import type { Simulator } from './port.ts'
import { vkSimulator } from './vk/simulator.ts'

/** The simulated networks. A new one is a folder of its own and a line here. */
export const simulators: readonly Simulator[] = [vkSimulator]
