/** Every way in which a model may fail, at every step: a letter all the same, for no more calls than allowed. */
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
  ['500', fails(500, 'oops'), 3],
  ['429', isBusy(0), 3],
  ['out of credit', fails(429, 'quota', { code: 'insufficient_quota', type: 'insufficient_quota' }), 3],
  ['unauthorized', fails(401, 'no key'), 1],
  ['hangs up', hangsUp(), 3],
  ['hangs', hangs(), 1],
  ['refuses', refuses(), 3],
  ['falls silent', fallsSilent(`${first}\n`, second), 1],
  ['is cut', breaksOff(`${first}\n${second}\n`), 1],
  ['a wrong shape', says('{"hello":"world"}'), 1],
  ['an empty answer', says(''), 3],
  ['200 KB', says(`${JSON.stringify({ p: 1, t: 'The ledger holds. '.repeat(12_000), f: [] })}\n`), 1],
  ['a page of a proxy', sends('text/html', '<h1>Bad gateway</h1>'), 3],
];
const limits = { milliseconds: 1500 };

// Libraries load with the first letter, and no deadline should count that.
beforeAll(async () => {
  await using server = await modelServer(author({ draft: [says(good)], verify: [verdicts(ledger)] }));
  await write(server, request);
});

describe.each(FAILURES)('case 24: a model that %s', (_, reply, most) => {
  it('at the draft: the template letter', async () => {
    await using server = await modelServer(author({ draft: [reply] }));
    const { text, written, calls } = await write(server, request, { limits });
    expect(text).toBe(template);
    expect(written.draft).toBeNull();
    expect(written.usage?.calls).toBe(calls);
    expect(calls).toBeLessThanOrEqual(most);
  });

  it('at the check: the template letter', async () => {
    await using server = await modelServer(author({ draft: [says(good)], verify: [reply] }));
    const { text, calls } = await write(server, request, { limits });
    expect(text).toBe(template);
    expect(calls).toBeLessThanOrEqual(1 + 3);
  });

  it('at the revision: the template letter', async () => {
    await using server = await modelServer(author({ draft: [says(lie)], verify: [verdicts(ledger)], revise: [reply] }));
    const { text, calls } = await write(server, request, { limits });
    expect(text).toBe(template);
    expect(calls).toBeLessThanOrEqual(5);
  });
});

it('never asks more often than it may', async () => {
  await using server = await modelServer(
    author({ draft: [says(lie)], verify: [verdicts(ledger)], revise: [says(lie)] }),
  );
  const { text, calls } = await write(server, request, { limits: { calls: 2 } });
  expect(calls).toBe(2);
  expect(text).toBe(template);
});

it('stops asking once nobody waits', async () => {
  const desk = new Desk();
  desk.stop();
  await using server = await modelServer();
  const { calls, text } = await write(server, request, { desk });
  expect(calls).toBe(0);
  expect(text).toBe(template);
});
