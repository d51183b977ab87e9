import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { StorageFault } from '../engine/fault.ts'

/** A secret at rest: ciphertext with the 16-byte tag at its end, and the 12-byte nonce it was sealed with. */
export type Sealed = { readonly nonce: Buffer; readonly sealed: Buffer }

/** What a secret belongs to. It is authenticated too: a row moved to another account, tenant or name does not open. */
export type Owner = { readonly tenantId: string; readonly accountId: string; readonly name: string }

const TAG = 16
const bound = ({ tenantId, accountId, name }: Owner) => Buffer.from(JSON.stringify(['otklik secret 1', tenantId, accountId, name]))

/** @throws StorageFault `key-malformed` where the key is not 32 bytes. */
export function checkKey(key: Uint8Array): void {
  if (key.length === 32) return
  throw new StorageFault('key-malformed', {
    ru: `Ключ шифрования должен быть длиной 32 байта, а здесь ${key.length}. Верните прежний файл ключа или переменную OTKLIK_KEY.`,
    en: `The encryption key must be 32 bytes long; this one is ${key.length}. Bring back the former key file or the variable OTKLIK_KEY.`,
  })
}

/** Seals with AES-256-GCM (NIST SP 800-38D) under a fresh random nonce: at a few hundred secrets a repetition is out of reach. */
export function seal(key: Uint8Array, owner: Owner, secret: string): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(owner))
  return { nonce, sealed: Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]) }
}

/** @throws StorageFault `key-wrong` where the key is another one, or the row was altered or moved. */
export function unseal(key: Uint8Array, owner: Owner, { nonce, sealed }: Sealed): string {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(bound(owner))
  decipher.setAuthTag(sealed.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new StorageFault(
      'key-wrong',
      {
        ru: `Секрет ${owner.name} подключения не открывается: ключ не тот, которым он закрыт, или запись изменена. Верните прежний ключ (файл key или OTKLIK_KEY) либо введите токены заново.`,
        en: `The connection's secret ${owner.name} does not open: the key is not the one it was sealed with, or the row was altered. Bring back the former key (file "key" or OTKLIK_KEY) or enter the tokens anew.`,
      },
      { cause },
    )
  }
}
