import { createHmac, randomBytes } from 'node:crypto'

const hyphened = (hex: string) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`

/**
 * A UUID of version 7 (RFC 9562 §5.7): begins with the moment, so that rows made together lie together in every index.
 * Made here and not by the database: PostgreSQL learned it in version 18 only.
 */
export function timedId(now: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Math.max(0, now), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return hyphened(bytes.toString('hex'))
}

/**
 * The id of an author (RFC 9562 version 8): the same person of a network has the same id, so that no look-up is needed before the first
 * write; keyed with the installation's secret, so that after the name is erased nobody can try network numbers until one fits.
 */
export function authorId(secret: Uint8Array, tenantId: string, network: string, key: string): string {
  const bytes = createHmac('sha256', secret).update(`author\n${tenantId}\n${network}\n${key}`, 'utf8').digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return hyphened(bytes.toString('hex').slice(0, 32))
}

/** The moment with which an id of version 7 begins, in milliseconds. */
export const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
