import { StorageFault } from './fault.ts'

const LIKENESSES: readonly {
  readonly like: RegExp
  readonly fault: (cluster: string) => StorageFault
}[] = [
  {
    like: /No space left on device|disk full|ENOSPC/i,
    fault: (cluster) =>
      new StorageFault('disk-full', {
        ru: `На диске кончилось место (${cluster}). Освободите не менее 200 МБ и запустите снова: записанное цело.`,
        en: `The disk is full (${cluster}). Free at least 200 MB and start again: what was recorded is safe.`,
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
        ru: `Нет доступа к каталогу базы ${cluster}. Его владельцем должен быть пользователь, от имени которого работает сервер; права 0700.`,
        en: `No access to the database directory ${cluster}. Its owner must be the user the server runs as; mode 0700.`,
      }),
  },
  {
    like: /invalid locale|could not open collator|locale name .* invalid|ICU/i,
    fault: () =>
      new StorageFault('locale-missing', {
        ru: 'В системе нет нужной локали (C.UTF-8 или ru_RU.UTF-8). Установите пакет locales и создайте ru_RU.UTF-8.',
        en: 'The system lacks the locale (C.UTF-8 or ru_RU.UTF-8). Install the package "locales" and generate ru_RU.UTF-8.',
      }),
  },
]

/** Turns the words of initdb or of the server's log into an error a person can act on; the last lines are quoted otherwise. */
export function diagnose(cluster: string, words: string, cause?: unknown): StorageFault {
  const known = LIKENESSES.find(({ like }) => like.test(words))
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
