import { diagnoseFiles } from './diagnosis.ts'
import { StorageFault } from './fault.ts'
import { codeIn, isAway, isDiskFull, isLost } from './lost.ts'

/** What each refusal of a server means for whoever wrote its address, by SQLSTATE; the others are shown by their number. */
const refusals: Readonly<Record<string, { readonly ru: string; readonly en: string }>> = {
  '28P01': { ru: 'неверный пароль', en: 'wrong password' },
  '28000': { ru: 'сервер не пускает этого пользователя (pg_hba.conf)', en: 'the server does not let this user in (pg_hba.conf)' },
  '3D000': { ru: 'такой базы на сервере нет', en: 'the server has no such database' },
  '42501': { ru: 'у пользователя нет прав', en: 'the user lacks the rights' },
}

/**
 * What a file system or a database said in the middle of work, in words; null for a fault of another kind. An answer that was lost may have been
 * that of a commit: whether the work was done is not known.
 */
export function faultInWork(error: unknown): StorageFault | null {
  const ofFiles = diagnoseFiles('', error)
  if (ofFiles !== null) return ofFiles
  if (!isAway(error) && !isDiskFull(error)) return null
  const { code, ru, en } = faultOfServer(error)
  const unknown = {
    ru: 'Сделано ли начатое, неизвестно: проверьте и повторите.',
    en: 'Whether the work was done is not known: look, and repeat it.',
  }
  return new StorageFault(code, { ru: `${ru} ${unknown.ru}`, en: `${en} ${unknown.en}` }, { cause: error })
}

/**
 * Why a server could not be spoken to, in words: `server-away` where waiting helps, `disk-full`, or `server-unreachable` where a person must act.
 * The address carries a password: it is never repeated.
 */
export function faultOfServer(cause: unknown): StorageFault {
  const code = codeIn(cause)
  const told = code ?? (cause instanceof Error ? cause.message : String(cause))
  if (isDiskFull(cause)) {
    return new StorageFault(
      'disk-full',
      {
        ru: `На диске сервера базы данных кончилось место (${told}). Освободите не менее 200 МБ: записанное цело.`,
        en: `The disk of the database server is full (${told}). Free at least 200 MB: what was recorded is safe.`,
      },
      { cause },
    )
  }
  if (isLost(cause)) {
    return new StorageFault(
      'server-away',
      {
        ru: `База данных не отвечает (${told}). Работает ли сервер? Верны ли адрес и порт в DATABASE_URL?`,
        en: `The database does not answer (${told}). Is the server up? Are host and port in DATABASE_URL right?`,
      },
      { cause },
    )
  }
  const known = refusals[code ?? '']
  return new StorageFault(
    'server-unreachable',
    {
      ru: `База данных не принимает (${known === undefined ? told : `${known.ru}, ${told}`}). Проверьте DATABASE_URL: адрес, порт, имя, пароль, имя базы.`,
      en: `The database refuses (${known === undefined ? told : `${known.en}, ${told}`}). Check DATABASE_URL: host, port, user, password, database.`,
    },
    { cause },
  )
}
