/** Every failure of a model at every step still gives a letter, within the allowed number of calls. */
import { beforeAll, describe, expect, it } from 'vitest';
import { composeLetter } from '../../../src/letter/compose.ts';
import { letterText } from '../../../src/letter/letter.ts';
import {
  breaksOff,
  fails,
  fallsSilent,
  hangs,
  hangsUp,
  isBusy,
  modelServer,
  type Reply,
  refuses,
  says,
  sends,
} from '../../fakes/model.ts';
import { author, Desk, draftOf, requestOf, saying, verdicts, write } from './author.ts';
import { fixture } from './fixtures.ts';

const ledger = fixture('cooperative-ledger');
const request = requestOf(ledger);
const template = letterText(composeLetter(request));
const good = draftOf(ledger);
const lie = draftOf(ledger, (lines) => lines.with(4, saying(lines[4] ?? '', 'I wrote it in Go with 12 engineers.')));
const [first = '', second = ''] = ledger.draft;

const FAILURES: readonly (readonly [string, Reply, number])[] = [
  ['answers 500', fails(500, 'oops'), 3],
  ['answers 429', isBusy(0), 3],
  ['is out of credit', fails(429, 'quota', { code: 'insufficient_quota', type: 'insufficient_quota' }), 3],
  ['rejects the key', fails(401, 'no key'), 1],
  ['hangs up', hangsUp(), 3],
  ['hangs', hangs(), 1],
  ['refuses', refuses(), 3],
  ['stops in the middle', fallsSilent(`${first}\n`, second), 1],
  ['breaks the stream off', breaksOff(`${first}\n${second}\n`), 1],
  ['answers in a wrong shape', says('{"hello":"world"}'), 1],
  ['answers nothing', says(''), 3],
  ['answers 200 KB', says(`${JSON.stringify({ p: 1, t: 'The ledger holds. '.repeat(12_000), f: [] })}\n`), 1],
  ['answers with an HTML page', sends('text/html', '<h1>Bad gateway</h1>'), 3],
];
const limits = { milliseconds: 1500 };

// The first letter loads libraries, which must not count against the deadlines.
beforeAll(async () => {
  await using server = await modelServer(author({ draft: [says(good)], verify: [verdicts(ledger)] }));
  await write(server, request);
});

describe.each(FAILURES)('case 24: a model that %s', (_, reply, most) => {
  it('at the draft: the template letter is used', async () => {
    await using server = await modelServer(author({ draft: [reply] }));
    const { text, written, calls } = await write(server, request, { limits });
    expect(text).toBe(template);
    expect(written.draft).toBeNull();
    expect(written.usage?.calls).toBe(calls);
    expect(calls).toBeLessThanOrEqual(most);
  });

  it('at the check: the template letter is used', async () => {
    await using server = await modelServer(author({ draft: [says(good)], verify: [reply] }));
    const { text, calls } = await write(server, request, { limits });
    expect(text).toBe(template);
    expect(calls).toBeLessThanOrEqual(1 + 3);
  });

  it('at the revision: the template letter is used', async () => {
    await using server = await modelServer(author({ draft: [says(lie)], verify: [verdicts(ledger)], revise: [reply] }));
    const { text, calls } = await write(server, request, { limits });
    expect(text).toBe(template);
    expect(calls).toBeLessThanOrEqual(5);
  });
});

it('makes no more calls than allowed', async () => {
  await using server = await modelServer(
    author({ draft: [says(lie)], verify: [verdicts(ledger)], revise: [says(lie)] }),
  );
  const { text, calls } = await write(server, request, { limits: { calls: 2 } });
  expect(calls).toBe(2);
  expect(text).toBe(template);
});

it('makes no call after the job was stopped', async () => {
  const desk = new Desk();
  desk.stop();
  await using server = await modelServer();
  const { calls, text } = await write(server, request, { desk });
  expect(calls).toBe(0);
  expect(text).toBe(template);
});
