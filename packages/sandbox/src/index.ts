export { startVkSandbox } from './vk/sandbox.ts'
export type { VkSandbox, VkSandboxOptions } from './vk/sandbox.ts'
export type { Fault, FaultEffect } from './vk/faults.ts'
export type { Comment, LedgerEntry, Person } from './vk/world.ts'
