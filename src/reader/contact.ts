/** Name, e-mail address and place of a person, as people write them. */
import type { Details } from '../machine/brief.ts';

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

export function hasEmail(text: string): boolean {
  return text.search(EMAIL) >= 0;
}

/** Name, e-mail address and place, as people write them in one line. The last address stands: earlier ones were typos. */
export function contactDetails(text: string): Details {
  const emails = [...text.matchAll(EMAIL)];
  const [first] = emails;
  const last = emails.at(-1);
  const details: Details = {};
  if (last) details.email = last[0].replace(/\.$/, '');
  const before = first ? text.slice(0, first.index) : (text.split(/[,;|\n]/)[0] ?? '');
  const name =
    /(?:my name is|i sign as|name[:,]|i am|i'm|me:|who \/\/|^|,|:)\s*((?:\p{L}[\p{L}.'’-]*\s?){1,5})\s*[,;:/|·(–—-]*\s*$/iu.exec(
      before.trim().replace(/[\s,;:/|·(–—-]+$/u, ''),
    );
  const said = name?.[1]?.replace(/^(?:me|i'm|i am|my name is)\s+/i, '').trim();
  if (said && said !== '' && !/^(?:email|mail|contact)$/i.test(said)) details.name = said;
  const between = first ? text.slice(first.index + first[0].length) : text.slice(before.length);
  const tail = last ? text.slice(last.index + last[0].length) : '';
  const after = /\p{L}/u.test(tail) ? tail : between;
  const place = after
    .split(/(?<!\bSt)[.!?](?:\s|$)|\n/)
    .map((part) =>
      part
        .replace(/^[\s,;:/|·)(–—-]+|[\s,;:/|·(–—-]+$/gu, '')
        .replace(/^(?:based in|i live in|living in|in|from)\s+/i, ''),
    )
    .find(
      (part) =>
        /^\p{L}/u.test(part) &&
        part.length <= 40 &&
        !part.includes('@') &&
        !/\b(?:sorry|typo|phone|please|no|i)\b/i.test(part),
    );
  if (place) details.location = place;
  return details;
}
