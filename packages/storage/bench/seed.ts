import type { Pool } from 'pg'

/** What citizens write about, as parts that a message is put together from: frequent words and rare ones, as in life. */
const PLACES = [
  'на улице Ленина',
  'во дворе дома 12',
  'у школы № 3',
  'на остановке «Рынок»',
  'в Ружино',
  'на мосту',
  'у поликлиники',
  'в парке',
]
const MATTERS = [
  'яма на дороге',
  'ямы после зимы',
  'не горит фонарь',
  'не вывозят мусор',
  'нет горячей воды',
  'течёт крыша',
  'сломаны качели',
  'бродячие собаки',
  'не чистят снег',
  'гололёд на тротуаре',
  'затопило подвал',
  'не ходит автобус',
  'запах газа',
  'упала ёлка',
]
const ASKS = [
  'Примите меры',
  'Когда это закончится',
  'Сколько можно ждать',
  'Помогите, пожалуйста',
  'Кто за это отвечает',
  'Спасибо за работу',
]

const HOUR = 3_600_000

/** One statement per table; `n` numbers each incident, `h` spreads it. Ids are v7-shaped, so that they grow as real ones do. */
const SEED = `
with seed as (
  select n, $2::bigint - (n % 2000) * 20000 as at, lpad(to_hex($2::bigint - ($4::bigint - n) * 900), 12, '0') as stamp,
    md5(n::text || $1::text) as h, (hashtext(n::text) & 2147483647) as r
  from generate_series($3::bigint, $4::bigint) n
),
shaped as (
  select n, at, r, h, (stamp || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid as id,
    ('8' || substr(h, 2, 11) || '8' || substr(h, 13, 3) || '8' || substr(h, 16, 15))::uuid as author_id,
    '2026-' || lpad(n::text, 7, '0') as number,
    ($5::text[])[1 + r % array_length($5::text[], 1)] || ' ' || ($6::text[])[1 + (r / 16) % array_length($6::text[], 1)] || '. '
      || ($7::text[])[1 + (r / 256) % array_length($7::text[], 1)] || '! Обращались уже не раз, дом ' || r % 977 || ', подъезд ' || r % 7
      || '. Заявка ' || substr(h, 1, 6) || ' осталась без ответа, соседи возмущены, дети ходят по проезжей части.' as text,
    case r % 10 when 0 then 'received' when 1 then 'selected' when 2 then 'submitted' when 3 then 'reworking' when 4 then 'awaitingAuthor'
      else 'routed' end as status,
    ($8::uuid[])[1 + r % array_length($8::uuid[], 1)] as unit_id,
    at + (1 + r % 72) * ${HOUR} as due
  from seed
),
messages as (
  select *, jsonb_build_object('message', jsonb_build_object('id', id, 'authorId', author_id, 'text', text, 'attachments', '[]'::jsonb,
    'writtenAt', at, 'place', jsonb_build_object('network', 'vk', 'delivery', 'network', 'accountId', $9::text, 'key', 'seed-' || n, 'url', 'https://vk.com/wall-1_' || n,
    'target', jsonb_build_object('owner', -1, 'post', 1, 'comment', n))), 'track', 'social') as data
  from shaped
),
ruled as (
  select edition from regulations_in_force where tenant_id = $1::uuid and regulation_id = $10::text order by in_force_from desc limit 1
),
authored as (
  insert into authors (tenant_id, id, network, key, name, url, last_message_at)
  select $1::uuid, author_id, 'vk', 'seed-' || n, 'Житель ' || substr(h, 1, 5), null, at from messages
),
headed as (insert into streams (tenant_id, stream_id, kind, version, hash) select $1::uuid, id, 'incident', 2, decode(h || h, 'hex') from messages),
evented as (
  insert into events (tenant_id, stream_id, version, format, type, at, by, under, data, prev_hash, hash, mac)
  select $1::uuid, m.id, e.version, 1, e.type, m.at, '{"personId": null, "name": "Отклик"}', jsonb_build_object('regulation', $10::text, 'edition', (select edition from ruled), 'scheduleVersion', 1),
    case e.version when 1 then m.data else jsonb_build_object('number', m.number) end, decode(h || h, 'hex'), decode(h || h, 'hex'), ''
  from messages m cross join (values (1, 'MessageReceived'), (2, 'Registered')) e (version, type)
),
keyed as (
  insert into network_keys (tenant_id, account_id, key, incident_id, kind) select $1::uuid, $9::text, 'seed-' || n, id, 'message' from messages
),
worded as (
  insert into incident_texts (tenant_id, incident_id, words)
  select $1::uuid, id, to_tsvector('russian', words || ' ' || regexp_replace(words, '\\m([а-яa-z]+)', '0\\1', 'g'))
  from messages, lateral (select translate(lower(text || ' ' || number), 'ё-№«»', 'е    ') as words) w
),
owed as (
  insert into obligations (tenant_id, stream_id, norm, occurrence, clause, actor, unit_id, clock, start_at, due_at, soon_at, status, met_at,
    reading, provisional, lapses, basis, cause_version, regulation, edition, schedule_version, calendar_version)
  select $1::uuid, m.id, o.norm, 1, o.clause, o.actor, null, 'wh', m.at, m.due + o.later, m.due + o.later - ${HOUR}, 'pending', null, null, false, false, null,
    1, $10::text, (select edition from ruled), 1, 'seed'
  from messages m cross join (values ('draft', 'L-10', 'executor', 0), ('publish', 'L-8', 'organisation', 3 * ${HOUR})) o (norm, clause, actor, later)
),
held as (
  insert into incident_units (tenant_id, incident_id, unit_id, role, part, since, status, due_key)
  select $1::uuid, id, unit_id, 'executor', null, at, status, due from messages where status not in ('received', 'selected')
),
alarmed as (
  -- What was due before now has rung already: an office that opens its desk has no night of a hundred thousand alarms before it.
  insert into alarms (tenant_id, stream_id, norm, occurrence, kind, rings_at, rung_at)
  select $1::uuid, m.id, 'draft', 1, k.kind, m.due - k.before, case when m.due - k.before <= $2::bigint then m.due - k.before end from messages m cross join (values ('soon', ${HOUR}), ('due', 0)) k (kind, before)
)
insert into incidents (tenant_id, id, version, position, number, status, open, importance, track, regulation, excerpt, message_id, author_id, network,
  account_id, url, topic_id, location, curator_id, received_at, changed_at, flags, kept_late, owed, next, next_soon_at, due_key)
select $1::uuid, id, 2, n, number, status, true, case when r % 20 = 0 then 'high' else 'normal' end, 'social', $10::text, left(text, 240), id, author_id, 'vk', $9::text,
  'https://vk.com/wall-1_' || n, 'topic-' || r % 26, null, null, at, at, '{}', 0,
  array[due, due + 3 * ${HOUR}], jsonb_build_object('norm', 'draft', 'clause', 'L-10', 'actor', 'executor', 'start', at, 'due', due, 'clock', 'wh', 'reading', null),
  due - ${HOUR}, due
from messages`

const BATCH = 20_000

/**
 * Fills an organisation with `n` open incidents, quickly and by SQL: rows of the shape and size of real ones, in every table that a queue, a
 * card or a search reads. Not a record that `verify` would pass: hashes are made up. For measuring only.
 */
export async function seedMany(
  pool: Pool,
  organisation: { readonly tenantId: string; readonly unitIds: readonly string[]; readonly regulationId: string; readonly now: number },
  n: number,
  from = 1,
): Promise<void> {
  const { tenantId, unitIds, regulationId, now } = organisation
  for (let first = from; first < from + n; first += BATCH) {
    const last = Math.min(first + BATCH, from + n) - 1
    await pool.query(SEED, [
      tenantId,
      now,
      first,
      last,
      MATTERS,
      PLACES,
      ASKS,
      unitIds,
      '0198f000-0000-7000-8000-000000000009',
      regulationId,
    ])
  }
  await pool.query('vacuum analyze')
}
