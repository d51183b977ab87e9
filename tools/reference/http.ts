import { mostStreams } from '../../apps/server/src/live/changes.ts'
import { catalogue } from '../../apps/server/src/http/problems.ts'
import { type Right, rightWords, type RoleTable, roles } from '../../packages/casework/src/index.ts'
import { otherRoutes, type Route, routes } from '../../packages/contract/src/index.ts'
import { page, table } from './table.ts'

function accessWords(access: Route['access']): string {
  if (access === 'public') return 'любой'
  if (access === 'signed-in') return 'вошедший'
  return `\`${access}\``
}

const byRole: RoleTable = roles

/** Every right, and who has it. */
const rightsRows = () =>
  (Object.keys(rightWords) as Right[]).map((right) => [
    `\`${right}\``,
    rightWords[right].ru,
    Object.values(byRole)
      .flatMap(({ name, may }) => (may.includes(right) ? [name.ru] : []))
      .join(', '),
  ])

const way = (name: keyof typeof otherRoutes): string => `\`${otherRoutes[name].method} ${otherRoutes[name].path}\``

/** Every route of the contract with who may call it, and every error it may answer with. */
export function httpPage(): string {
  const all: readonly Route[] = Object.values(routes)
  const called = all.map(({ method, path, access, summary, idempotent }) => [
    `\`${method} ${path}\``,
    accessWords(access),
    idempotent === true ? 'да' : '',
    summary.ru,
  ])
  const errors = Object.entries(catalogue).map(([code, { status, title, cure }]) => [
    `\`${code}\``,
    String(status),
    `${title.ru}. ${cure.ru}`,
    `${title.en}. ${cure.en}`,
  ])
  return page(
    'HTTP API',
    `Полное описание тел и ответов, OpenAPI 3.1, отдаёт сама программа: \`GET /api/openapi.json\`. Состояние — \`GET /healthz\`.
Время в телах — целые миллисекунды с 1970 года, UTC. Вошедшего узнают по куке сеанса.`,
    `## Запросы

«Ключ»: нужен заголовок \`Idempotency-Key\` с UUID, новым на каждое нажатие; повтор с тем же ключом ничего не делает дважды.

${table(['Запрос', 'Кому можно', 'Ключ', 'Что делает'], called)}
Рядом с ними: ${way('addFile')} (multipart, поле \`file\`), ${way('file')}, ${way('stream')} (события сервера;
у одного человека не больше ${mostStreams} потоков сразу: лишний закрывает самый старый, и тот узнаёт об этом событием \`closing\`),
\`POST\` и \`GET /hooks/:network/:accountId\` (события сетей, в том виде, какой описан у самой сети).

## Права

Запрос называет право, а не роль. Какие права даёт роль, сказано в одной таблице (\`packages/casework/src/roles.ts\`); новая роль — её строка.
Видно либо всё в организации (куратор, глава, администратор), либо сообщения своих подразделений (исполнитель).

${table(['Право', 'Что можно', 'У каких ролей'], rightsRows())}
Кто работает в нескольких организациях, называет нужную заголовком \`Otklik-Organisation\` (для \`/api/stream\` и \`/api/files/:id\` —
параметром \`organisation\`); чужая или неизвестная отвечает как несуществующая: \`not-found\`.

## Ошибки

Ответ — \`application/problem+json\` (RFC 9457): \`code\` из таблицы, \`detail\` на языке читающего, \`text\` на обоих, \`clause\` — пункт акта,
если отказ из-за него. При \`version-conflict\` в \`current\` сказано, кто и когда изменил инцидент.

${table(['Код', 'Статус', 'Что случилось и что делать', 'In English'], errors)}`,
  )
}
