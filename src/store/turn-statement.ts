/** Builds the SQL statement that commits a turn. */
import { rowId } from './database-errors.ts';
import type { Cipher } from './encryption.ts';
import { parameters, type Statement } from './engine.ts';
import { columnsOf, keyOf } from './outbox.ts';
import type { Turn } from './store.ts';

/** The state that interviews are looked up by. */
export const WRITING = 'writing';

/** Condition for held rows whose event is committed: a redelivered text may be held again while its turn commits. */
export const IS_TAKEN = 'exists (select 1 from inbox where inbox.place = held.place and inbox.event = held.event)';

/**
 * Builds one statement, and so one round trip and one transaction. `kept` has a row only if the interview is at the
 * expected version and the event is new; all other parts select from it. Of two concurrent turns, the second waits for
 * the first at the interview's row, then finds another version.
 */
export function turnStatement(turn: Turn, cipher: Cipher): Statement {
  const { event, also, expected, saved, seenAt, remindAt, out, letter, deletes } = turn;
  const { values, add } = parameters();
  const json = (value: unknown) => `${add(JSON.stringify(value))}::json`;
  const time = (date: Date | null | undefined) => `${add(date?.toISOString() ?? null)}::timestamptz`;
  const place = `${add(turn.place)}::text`;
  const id = `${add(event.id)}::text`;
  const seen = time(seenAt);
  const state = json(cipher.seal(saved, 'interviews', turn.place));
  const columns = [place, `${add(saved.value === WRITING ? WRITING : '')}::text`, state] as const;
  const kept =
    expected === null
      ? `insert into interviews (place, version, state, saved, at, remind_at)
          values (${columns[0]}, 1, ${columns[1]}, ${columns[2]}, coalesce(${seen}, now()), ${time(remindAt)}) on conflict do nothing returning version, at`
      : `update interviews set version = version + 1, state = ${columns[1]}, saved = ${columns[2]},
            at = coalesce(${seen}, at)${remindAt === undefined ? '' : `, remind_at = ${time(remindAt)}`}
          where place = ${place} and version = ${add(expected)}::int
            and not exists (select 1 from inbox where place = ${place} and event = ${id}) returning version, at`;
  const next = `(select coalesce(max(ordinal), 0) + 1 from inbox where place = ${place})`;
  const parts = [
    `kept as (${kept})`,
    `taken as (insert into inbox (place, event, ordinal)
      select ${place}, ${id}, ${event.isText ? next : 'null::int'} from kept)`,
  ];
  if (also !== undefined) {
    const ids = also.map((one) => `${add(one)}::text`);
    parts.push(
      `released as (delete from held where place = ${place} and (event in (${[id, ...ids].join(', ')}) or ${IS_TAKEN})
        and exists (select 1 from kept))`,
    );
    const rows = ids.map((one, at) => `(${one}, ${at + 1})`);
    if (rows.length > 0)
      parts.push(`further as (insert into inbox (place, event, ordinal)
        select ${place}, id, ${next} + place_in_row from kept, (values ${rows.join(', ')}) as more (id, place_in_row))`);
  }
  if (out.length > 0) {
    const rows = out.map((message, part) => {
      const key = keyOf(turn.place, event.id, part);
      const { body, bytes } = columnsOf(message, key, cipher);
      return `(${add(key)}::text, ${part}, ${json(body)}, ${add(bytes)}::bytea)`;
    });
    parts.push(`said as (insert into outbox (key, place, turn, part, body, bytes)
      select key, ${place}, version, part, body, bytes
      from kept, (values ${rows.join(', ')}) as new (key, part, body, bytes))`);
  }
  if (letter) {
    const name = rowId(turn.place, letter.version);
    const [sealed, brief] = [letter.letter, letter.brief].map((part) => json(cipher.seal(part, 'letters', name)));
    const usage = letter.usage === null ? 'null::json' : json(letter.usage);
    parts.push(
      `written as (insert into letters (place, version, letter, brief, usage)
        select ${place}, ${add(letter.version)}::int, ${sealed}, ${brief}, ${usage} from kept)`,
    );
  }
  if (turn.job?.kind === 'done')
    parts.push(`spent as (delete from completions where place = ${place} and exists (select 1 from kept))`);
  if (deletes !== undefined)
    parts.push(
      `gone as (delete from letters where place = ${place} and version = ${add(deletes)}::int and exists (select 1 from kept))`,
    );
  return { text: `with ${parts.join(', ')} select version, at from kept`, values };
}
