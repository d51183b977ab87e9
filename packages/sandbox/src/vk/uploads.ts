import { pictureType } from './attached.ts'
import type { Photo } from './attached.ts'
import { Refusal } from './refusal.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** Upload addresses live so long, milliseconds of the simulated clock. */
const lifetime = 5 * 60_000

type Waiting = { readonly type: string; readonly bytes: Uint8Array; readonly hash: string }

/** VK's upload server: addresses that lapse, a hash that must come back unchanged. */
export function createUploads(world: World, random: Random, now: () => number, base: () => string) {
  const addresses = new Map<string, number>()
  const waiting = new Map<string, Waiting>()
  const server = 623_000

  return {
    open(): string {
      const key = random.hex(24)
      addresses.set(key, now() + lifetime)
      return `${base()}/upload/${key}`
    },
    /** Answers as the upload server does: always with JSON, an empty list when the file is not a picture. */
    receive(key: string, file: Uint8Array | null): Readonly<Record<string, unknown>> {
      const until = addresses.get(key)
      if (until === undefined || until < now()) return { error: 'ERR_UPLOAD_BAD_REQUEST: upload url is expired' }
      const type = file === null ? null : pictureType(file)
      if (file === null || type === null) return { server, photo: '[]', hash: '' }
      const id = random.hex(16)
      const hash = random.hex(32)
      waiting.set(id, { type, bytes: file, hash })
      return { server, photo: JSON.stringify([{ photo: id, sizes: [] }]), hash }
    },
    save(givenServer: number, photo: string, hash: string): Photo {
      if (givenServer !== server) throw new Refusal(118)
      const id = /^\[\{"photo":"([0-9a-f]+)"/.exec(photo)?.[1]
      const upload = id === undefined ? undefined : waiting.get(id)
      if (upload === undefined) throw new Refusal(122)
      if (upload.hash !== hash) throw new Refusal(121)
      return world.keepPhoto(upload.type, upload.bytes)
    },
    expire: (): void => addresses.clear(),
  }
}
export type Uploads = ReturnType<typeof createUploads>
