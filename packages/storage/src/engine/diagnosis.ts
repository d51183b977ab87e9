import { statfsSync } from 'node:fs'
import { StorageFault } from './fault.ts'

const LOCALE = /invalid locale|could not open collator|locale name .* invalid|(convert|language from) .*ICU locale/i

/** True where initdb complains of a locale, and another one may do. */
export const isLocaleAtFault = (words: string): boolean => LOCALE.test(words) && !LIKENESSES[0]?.like.test(words)

const LIKENESSES: readonly {
  readonly like: RegExp
  readonly fault: (cluster: string) => StorageFault
}[] = [
  {
    like: /No space left on device|Disk quota exceeded|disk full|ENOSPC|EDQUOT/i,
    fault: (cluster) =>
      new StorageFault('disk-full', {
        ru: `На диске кончилось место (${cluster}). Освободите не менее 200 МБ и запустите снова: записанное цело.`,
        en: `The disk is full (${cluster}). Free at least 200 MB and start again: what was recorded is safe.`,
      }),
  },
  {
    like: /Read-only file system|EROFS/i,
    fault: (cluster) =>
      new StorageFault('directory-read-only', {
        ru: `Диск с каталогом ${cluster} доступен только для чтения. Часто так бывает после сбоя диска: посмотрите dmesg, проверьте диск, подключите его на запись (mount -o remount,rw) или укажите OTKLIK_DATA в другом месте.`,
        en: `The disk with ${cluster} can only be read. This is common after a fault of the disk: look at dmesg, check the disk, mount it for writing (mount -o remount,rw), or point OTKLIK_DATA elsewhere.`,
      }),
  },
  {
    like: /database files are incompatible with server|initialized by PostgreSQL version/i,
    fault: (cluster) =>
      new StorageFault('other-major-version', {
        ru: `Каталог ${cluster} создан PostgreSQL другой версии. Прежней программой: otklik backup ФАЙЛ; новой, в пустой каталог: otklik restore ФАЙЛ.`,
        en: `The directory ${cluster} was made by another major version of PostgreSQL. With the old program: otklik backup FILE; with the new one, into an empty directory: otklik restore FILE.`,
      }),
  },
  {
    like: /Permission denied|EACCES|EPERM|could not access directory|wrong ownership|invalid permissions/i,
    fault: (cluster) =>
      new StorageFault('directory-denied', {
        ru: `Нет доступа к ${cluster}. Владельцем должен быть пользователь, от имени которого работает программа; права каталога 0700.`,
        en: `No access to ${cluster}. Its owner must be the user the program runs as; mode of the directory 0700.`,
      }),
  },
  {
    like: LOCALE,
    fault: () =>
      new StorageFault('locale-missing', {
        ru: 'В системе нет нужной локали (C.UTF-8 или ru_RU.UTF-8). Установите пакет locales и создайте ru_RU.UTF-8.',
        en: 'The system lacks the locale (C.UTF-8 or ru_RU.UTF-8). Install the package "locales" and generate ru_RU.UTF-8.',
      }),
  },
]

const CODES: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'ENOSPC', 'EDQUOT', 'EROFS'])

/** What the file system refused, in words; null for an error of another kind. @param path what is named where the error names no place. */
export function diagnoseFiles(path: string, error: unknown): StorageFault | null {
  const { code, path: place } = (error ?? {}) as NodeJS.ErrnoException
  return CODES.has(code) ? diagnose(place ?? path, String(code), error) : null
}

/** A server that could not even write why it ended: its disk is full. So little is less than one segment of its log, in bytes. */
const TOO_LITTLE = 16 * 1024 * 1024

function isFull(cluster: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(cluster)
    return bavail * bsize < TOO_LITTLE
  } catch {
    return false
  }
}

/** Turns the words of initdb or of the server's log into an error a person can act on; the last lines are quoted otherwise. */
export function diagnose(cluster: string, words: string, cause?: unknown): StorageFault {
  const known = LIKENESSES.find(({ like }) => like.test(words)) ?? (isFull(cluster) ? LIKENESSES[0] : undefined)
  if (known !== undefined) return known.fault(cluster)
  const last = words.trim().split('\n').slice(-4).join(' | ')
  return new StorageFault(
    'server-failed',
    {
      ru: `Встроенный PostgreSQL не запустился (${cluster}): ${last}. Журнал: server.log в этом каталоге.`,
      en: `The embedded PostgreSQL did not start (${cluster}): ${last}. Its log: server.log in that directory.`,
    },
    { cause },
  )
}
