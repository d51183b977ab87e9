type Page = { readonly ru: string; readonly en: string }

const environment: Page = {
  ru: `Переменные среды
  OTKLIK_DATA         папка данных (./.otklik): встроенная база, файлы, ключ
  DATABASE_URL        свой сервер PostgreSQL 15 или новее вместо встроенной базы
  PORT, HOST          где слушать (8080, 127.0.0.1); PORT=0 — любой свободный
  OTKLIK_PUBLIC_URL   адрес, который набирают люди, если впереди прокси
  OTKLIK_TRUST_PROXY  1 — верить X-Forwarded-For прокси
  OTKLIK_KEY          ключ шифрования секретов, 64 шестнадцатеричных знака (иначе файл key в папке данных)
  OTKLIK_LOG          silent, error, warn (по умолчанию), info, debug
  OTKLIK_LEASE_MS     через сколько миллисекунд подхватывается работа убитого процесса (15000)
  OTKLIK_CLOCK_BOUND_MS  на сколько миллисекунд часы могут расходиться с часами базы (60000); дальше программа ждёт
  OTKLIK_UPLOADS_PER_DAY  сколько снимков один человек загружает за день (300)
  OTKLIK_UPLOAD_MB_PER_DAY  сколько мегабайт (500)
  OTKLIK_RETENTION_DAYS  сколько дней после последнего сообщения хранятся имя и адрес автора, не меньше 30
                      (1095; задано — для всех организаций, иначе у каждой свой срок)`,
  en: `Environment
  OTKLIK_DATA         data directory (./.otklik): embedded database, files, key
  DATABASE_URL        a PostgreSQL server of your own, 15 or newer, instead of the embedded one
  PORT, HOST          where to listen (8080, 127.0.0.1); PORT=0 for any free port
  OTKLIK_PUBLIC_URL   the address people type when a proxy stands in front
  OTKLIK_TRUST_PROXY  1 to believe the proxy's X-Forwarded-For
  OTKLIK_KEY          key for secrets, 64 hexadecimal digits (otherwise the file key in the data directory)
  OTKLIK_LOG          silent, error, warn (default), info, debug
  OTKLIK_LEASE_MS     milliseconds after which a killed process's work is taken over (15000)
  OTKLIK_CLOCK_BOUND_MS  milliseconds by which the clock may differ from the database's (60000); beyond, the program waits
  OTKLIK_UPLOADS_PER_DAY  how many pictures one person uploads a day (300)
  OTKLIK_UPLOAD_MB_PER_DAY  how many megabytes (500)
  OTKLIK_RETENTION_DAYS  days after the last message for which an author's name and address are kept, at least 30
                      (1095; when set, for all organisations, otherwise each one's own)`,
}

/** The same option of `due` and `plan`. */
const calendarOption: Page = {
  ru: `  --calendar  год производственного календаря вместо поставляемого или после него; можно несколько раз
          CSV   date,kind,replaces,moved_from,holiday
                2028-01-03,off,,,Новогодние каникулы
                2028-12-16,work-short,2028-12-29,,
          kind  off — выходной, short — короче на час, work и work-short — рабочая суббота; replaces — чьи у неё часы
          также XML с xmlcalendar.ru, YAML или JSON: {year, source, days: [{date, kind, replaces, movedFrom, holiday}]}
          Без параметра известны 2013–2027 и 2028 предварительно. Год после последнего опубликованного считается предварительно.`,
  en: `  --calendar  a year of the production calendar in place of the shipped one or after it; may be given several times
          CSV   date,kind,replaces,moved_from,holiday
                2028-01-03,off,,,Новогодние каникулы
                2028-12-16,work-short,2028-12-29,,
          kind  off, short (by an hour), work and work-short (a working Saturday); replaces: whose hours it takes
          also the XML of xmlcalendar.ru, YAML or JSON: {year, source, days: [{date, kind, replaces, movedFrom, holiday}]}
          Without it 2013–2027 are known, and 2028 provisionally. The year after the last published one counts as provisional.`,
}

/** A page of help for each command; the first line is its line in the list of commands. */
export const pages = {
  due: {
    ru: `посчитать сроки построчно
  otklik due --schedule ФАЙЛ [--calendar ФАЙЛ]… < запросы.jsonl > ответы.jsonl
  запрос  {"from":"2024-12-27T16:40:00+10:00","term":"+7wh"}
          term: знак, число, wh|wm|wd|h|m|d; по желанию "until":"closing"|"midnight", "roll":"none"
  ответ   {"due":"2024-12-28T15:40:00+10:00"} или {"error":"…"}, строка на запрос, в том же порядке
          "provisional":true: дата стоит на году, календарь которого ещё не опубликован
          "presidential-days":"off": конец срока в календарных днях зависит от дней, свободных по указу Президента
  расписание (JSON или YAML)
          timezone: Asia/Vladivostok
          week: { mon: ["09:00-13:00", "14:00-18:00"], … }
          calendar: ru            # производственный календарь; none — без него
          exceptions: { "2025-05-02": off, "2025-05-08": short, "2025-06-14": ["10:00-14:00"] }
          presidential-days: off  # или working-for-calendar-terms: свободные по указам 2020–2021 годов дни срок в днях не переносят
${calendarOption.ru}`,
    en: `count terms, one a line
  otklik due --schedule FILE [--calendar FILE]… < queries.jsonl > answers.jsonl
  query   {"from":"2024-12-27T16:40:00+10:00","term":"+7wh"}
          term: sign, amount, wh|wm|wd|h|m|d; options "until":"closing"|"midnight", "roll":"none"
  answer  {"due":"2024-12-28T15:40:00+10:00"} or {"error":"…"}, one a query, in the same order
          "provisional":true: the date rests on a year whose calendar is not published yet
          "presidential-days":"off": the end of a term in calendar days rests on days freed by a President's decree
  schedule (JSON or YAML)
          timezone: Asia/Vladivostok
          week: { mon: ["09:00-13:00", "14:00-18:00"], … }
          calendar: ru            # the Russian production calendar; none for none
          exceptions: { "2025-05-02": off, "2025-05-08": short, "2025-06-14": ["10:00-14:00"] }
          presidential-days: off  # or working-for-calendar-terms: days freed by the decrees of 2020–2021 do not move a term in days
${calendarOption.en}`,
  },
  plan: {
    ru: `обязательства и сроки по акту и событиям
  otklik plan --regulation ИД|ФАЙЛ --schedule ФАЙЛ --events ФАЙЛ [--calendar ФАЙЛ]… [--now ISO] [--json]
  --json  как данные; без него — таблицей
  --now   момент, на который смотрим (сейчас); расписание — как у otklik due
  чего акт в этих событиях не даёт и что не считается, сказано в потоке ошибок
${calendarOption.ru}`,
    en: `obligations and terms from an act and events
  otklik plan --regulation ID|FILE --schedule FILE --events FILE [--calendar FILE]… [--now ISO] [--json]
  --json  as data; a table without it
  --now   the moment from which it is seen (now); the schedule as for otklik due
  what the act does not allow in these events, and what does not count, is said on standard error
${calendarOption.en}`,
  },
  regulation: {
    ru: `акты как данные: список, показ, проверка на противоречия
  otklik regulation list
  otklik regulation show ИД|ФАЙЛ
  otklik regulation check ИД|ФАЙЛ [--json]`,
    en: `acts as data: list, show, check for contradictions
  otklik regulation list
  otklik regulation show ID|FILE
  otklik regulation check ID|FILE [--json]`,
  },
  serve: {
    ru: `запустить рабочее место и обработчики
  otklik serve [--role all|web|worker] [--port N] [--host АДРЕС]
  all — всё в одном процессе (по умолчанию); web — только страницы и API; worker — только приём, размещение и сроки.
  Процессов любой роли может быть несколько: делу это не вредит, дважды ничего не делается.
  Когда готова первая страница, печатается строка: ready http://…
  GET /healthz отвечает состоянием базы и очередей. SIGTERM завершает начатое и останавливает.`,
    en: `run the desk and the workers
  otklik serve [--role all|web|worker] [--port N] [--host ADDRESS]
  all: everything in one process (default); web: pages and API only; worker: receiving, publishing and terms only.
  Any number of processes of any role may run: nothing is done twice.
  When the first page can be served a line is printed: ready http://…
  GET /healthz answers with the state of database and queues. SIGTERM ends what was begun and stops.`,
  },
  admin: {
    ru: `завести первого администратора
  otklik admin create --login ЛОГИН --name ИМЯ [--organisation НАЗВАНИЕ] [--regulation ИД] [--timezone ЗОНА] [--password-stdin]
  Если организации ещё нет, она создаётся: пн–пт 09:00–13:00, 14:00–18:00 в часовом поясе акта; всё меняется в настройках.
  Пароль: из стандартного ввода (--password-stdin), иначе придумывается и печатается один раз.`,
    en: `make the first administrator
  otklik admin create --login LOGIN --name NAME [--organisation TITLE] [--regulation ID] [--timezone ZONE] [--password-stdin]
  Where there is no organisation yet it is made: Mon–Fri 09:00–13:00, 14:00–18:00 in the act's time zone; settings change it all.
  Password: from standard input (--password-stdin), otherwise made up and printed once.`,
  },
  migrate: {
    ru: `привести базу к этой версии программы
  otklik migrate`,
    en: `bring the database to this version of the program
  otklik migrate`,
  },
  rebuild: {
    ru: `построить таблицы для чтения заново из событий
  otklik rebuild
  Печатает, чем прежние строки отличались, и события, записанные мимо программы: по ним ничего не строится. Код выхода тогда 1.`,
    en: `build the read models anew from events
  otklik rebuild
  Prints how the old rows differed, and events not written by this program: nothing is built from them. Exit code 1 then.`,
  },
  verify: {
    ru: `проверить, что журнал никто не правил
  otklik verify [--anchor НОМЕР:ХЕШ]
  Пересчитывает цепочки хешей, печати и опорные отметки, потом строит из журнала все таблицы и сравнивает с теми, что стоят.
  Печатает, что не сходится: инцидент и событие, или строку, столбец, что по журналу и что в строке. Код выхода тогда 1.
  Без ключа (нет OTKLIK_KEY и файла key) печати не проверяются, остальное проверяется.
  Отметки сверяются с файлом anchors.log в папке данных и с теми, что записаны у вас (--anchor, можно несколько раз).
  Последняя отметка печатается: запишите её там, куда у владельца базы нет доступа.`,
    en: `check that nobody has edited the record
  otklik verify [--anchor NUMBER:HASH]
  Recomputes the hash chains, seals and anchors, then builds all tables from the record and compares them with those that stand.
  Prints what does not agree: incident and event, or the row, its column, what the record and what the row says. Exit code 1 then.
  Without the key (no OTKLIK_KEY and no file "key") the seals are not checked, all the rest is.
  Anchors are compared with the file anchors.log in the data directory and with those you wrote down (--anchor, several times if need be).
  The newest one is printed: write it down where whoever owns the database has no access.`,
  },
  backup: {
    ru: `сохранить всё в один файл
  otklik backup ФАЙЛ
  Ключ (OTKLIK_KEY или файл key в папке данных) в копию не входит: храните его отдельно.`,
    en: `save everything into one file
  otklik backup FILE
  The key (OTKLIK_KEY or the file key in the data directory) is not in it: keep it apart.`,
  },
  restore: {
    ru: `восстановить из файла в пустую базу
  otklik restore ФАЙЛ
  Чего не было в копии, того нет и в записи. Ответы программа сначала ищет в сети и размещает, только если их там нет.`,
    en: `restore from a file into an empty database
  otklik restore FILE
  What was not in the backup is not in the record. Replies are first looked for in the network, and published only where they are not there.`,
  },
  demo: {
    ru: `показательный город: люди, сообщения, ответы на симуляторе сети
  otklik demo [--act ИД] [--around-the-clock]
  --act               акт (lesozavodsk-2022); список: otklik regulation list
  --around-the-clock  рабочее время круглые сутки: сроки идут и ночью
  Данные в OTKLIK_DATA (./.otklik/demo), повторный запуск продолжает с ними.`,
    en: `a demonstration town: people, messages, replies on a simulated network
  otklik demo [--act ID] [--around-the-clock]
  --act               the act (lesozavodsk-2022); for a list: otklik regulation list
  --around-the-clock  working time without nights: terms run at night, too
  Data in OTKLIK_DATA (./.otklik/demo); starting again goes on with them.`,
  },
  help: { ru: 'эта справка', en: 'this help' },
  version: { ru: 'версия', en: 'the version' },
} as const satisfies Record<string, Page>

export type CommandName = keyof typeof pages

const exits: Page = {
  ru: 'Коды выхода: 0 — сделано; 1 — не удалось или проверка нашла изъян; 2 — неверные параметры или переменные среды.',
  en: 'Exit codes: 0 done; 1 failed, or a check found a fault; 2 wrong options or environment.',
}

/** The page of one command, or the list of all. */
export function help(command: CommandName | null, language: keyof Page): string {
  if (command !== null) return `otklik ${command}: ${pages[command][language]}\n\n${exits[language]}\n`
  const width = Math.max(...Object.keys(pages).map((name) => name.length))
  const lines = Object.entries(pages).map(([name, page]) => `  ${name.padEnd(width)}  ${page[language].split('\n')[0]}`)
  const title = {
    ru: 'otklik КОМАНДА [параметры]    подробно: otklik КОМАНДА --help    in English: --lang en',
    en: 'otklik COMMAND [options]    in detail: otklik COMMAND --help    in Russian: --lang ru',
  }
  return `${title[language]}\n\n${lines.join('\n')}\n\n${environment[language]}\n\n${exits[language]}\n`
}

/** Steps of insertion, deletion, exchange or neighbours swapped that lead from one word to the other. */
function distance(from: string, to: string): number {
  const rows = Array.from({ length: from.length + 1 }, (_, i) =>
    Array.from({ length: to.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let i = 1; i <= from.length; i++) {
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swapped ? at(i - 2, j - 2) + 1 : Infinity)
      const row = rows[i]
      if (row !== undefined) row[j] = least
    }
  }
  return at(from.length, to.length)
}

/** The command that a mistyped word probably meant, or null. */
export function meant(word: string): CommandName | null {
  const names = Object.keys(pages) as CommandName[]
  const near = names.map((name) => ({ name, steps: distance(word.toLowerCase(), name) })).toSorted((a, b) => a.steps - b.steps)[0]
  if (near !== undefined && near.steps <= 2) return near.name
  return names.find((name) => word.length >= 3 && name.startsWith(word.toLowerCase())) ?? null
}
