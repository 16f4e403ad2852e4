/** The chain over real HTTP: its number of calls, and how it handles faults. */
import { beforeAll, describe, expect, it } from 'vitest';
import { composeLetter } from '../../src/letter/compose.ts';
import { letterText, sentencesOf } from '../../src/letter/letter.ts';
import { textValue } from '../../src/text/sentences.ts';
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
} from '../fakes/model.ts';
import {
  author,
  Desk,
  draftOf,
  FIXTURES,
  fixture,
  requestOf,
  saying,
  sentencesOfFixture,
  stepOf,
  verdicts,
  write,
} from './scripted-model.ts';

const ledger = fixture('cooperative-ledger');
const request = requestOf(ledger);
const template = letterText(composeLetter(request));
const good = draftOf(ledger);

describe('draft without a fault', () => {
  it.each(FIXTURES)('the draft of $id takes two calls and stays unchanged', async (one) => {
    await using server = await modelServer(author({ draft: [says(draftOf(one))], verify: [verdicts(one)] }));
    const { written, calls } = await write(server, requestOf(one));
    expect(calls).toBe(2);
    expect(written.draft).not.toBeNull();
    expect(sentencesOf(written.letter).map(({ text }) => text)).toEqual(
      sentencesOfFixture(one).map(({ text }) => text),
    );
    expect(written.usage).toEqual({ calls: 2, inputTokens: 200, outputTokens: 40 });
  });

  it('the letter gets the frame of the template, and each sentence its slots', async () => {
    await using server = await modelServer(author({ draft: [says(good)], verify: [verdicts(ledger)] }));
    const { written } = await write(server, request);
    const { heading, greeting, signOff } = composeLetter(request);
    const subject = 'Application: Senior Backend Engineer, Ledger & Settlement, Marlow Pay';
    expect(written.letter).toMatchObject({ heading, subject, greeting, signOff });
    expect(sentencesOf(written.letter)[0]?.slots).toEqual(['company.choice']);
  });

  it('the draft is shown sentence by sentence, except one that fails the gate', async () => {
    const bad = draftOf(ledger, (lines) => lines.with(3, saying(lines[3] ?? '', 'It ran on 48 nodes of Cassandra.')));
    await using server = await modelServer(
      author({ draft: [says(bad)], verify: [verdicts(ledger)], revise: [says(good)] }),
    );
    const { desk } = await write(server, request);
    expect(desk.shown.length).toBe(ledger.draft.length - 1);
    expect(desk.shown[0]).toBe(sentencesOfFixture(ledger)[0]?.text);
    expect(desk.shown.join('\n')).not.toContain('Cassandra');
  });

  it.each([
    ['Dr. Anselm Reuter', 'Dear Dr Reuter,', 'Dear Dr. Reuter,'],
    ['Ms Ana Quispe Rada', 'Dear Ms Quispe Rada,', 'Dear Ms Quispe Rada,'],
    ['Ms Ana Quispe Rada', 'Dear Ana,', 'Dear Ms Ana Quispe Rada,'],
    ['Frau Ottilie Mertens', 'Dear Ms Mertens,', 'Dear Ms Mertens,'],
    ['Frau Ottilie Mertens', 'Dear Mr Mertens,', 'Dear Frau Ottilie Mertens,'],
    ['Mrs Mertens', 'Dear Ms Mertens,', 'Dear Mrs Mertens,'],
    ['Anselm Reuter', 'Dear Dr Reuter,', 'Dear Anselm Reuter,'],
  ])('to %s, with "%s" in the draft: %s', async (addressee, drafted, greeting) => {
    await using server = await modelServer(
      author({ draft: [says(`${drafted}\n\n${good}`)], verify: [verdicts(ledger)] }),
    );
    const value = textValue(addressee, 'm1');
    const sheet = { ...request.sheet, values: { ...request.sheet.values, 'role.addressee': value } };
    const { written } = await write(server, { ...request, sheet });
    expect(written.letter.greeting).toBe(greeting);
  });

  it('the letter has the greeting of the template, and the body no sign-off of the draft', async () => {
    const whole = `Dear Kaltenbach,\n\n${good}\n\nKind regards,\nAnneke V.`;
    await using server = await modelServer(author({ draft: [says(whole)], verify: [verdicts(ledger)] }));
    const { written } = await write(server, request);
    expect(written.letter.greeting).toBe(composeLetter(request).greeting);
    expect(sentencesOf(written.letter).map(({ text }) => text)).toEqual(
      sentencesOfFixture(ledger).map(({ text }) => text),
    );
  });
});

describe('case 32: draft with a fault', () => {
  const lie = draftOf(ledger, (lines) => lines.with(4, saying(lines[4] ?? '', 'I wrote it in Go with 12 engineers.')));

  it('a revision gets all faults of the draft', async () => {
    await using server = await modelServer(
      author({ draft: [says(lie)], verify: [verdicts(ledger, [2]), verdicts(ledger)], revise: [says(good)] }),
    );
    const { written, calls } = await write(server, request);
    expect(calls).toBe(4);
    expect(written.draft).not.toBeNull();
    const revising = server.asked.find((one) => stepOf(one) === 'revise')?.user ?? '';
    for (const words of ['Go', '12 engineers', 'nobody said this']) expect(revising).toContain(words);
  });

  it('a sentence that fails again after the revision is cut', async () => {
    const extra = draftOf(ledger, (lines) => [
      ...lines.slice(0, 13),
      saying(lines[12] ?? '', 'I also keep a close eye on my error budgets.'),
      ...lines.slice(13),
    ]);
    const checks = [...ledger.verdicts.checks, { n: 16, supported: true, by: 'I would like to ask' }];
    const objecting = says(
      JSON.stringify({
        checks: checks.map((one) => (one.n === 14 ? { n: 14, supported: false, by: 'error budgets' } : one)),
      }),
    );
    await using server = await modelServer(
      author({ draft: [says(extra)], verify: [objecting], revise: [says(extra)] }),
    );
    const { written, text, calls } = await write(server, request);
    expect(calls).toBe(4);
    expect(written.draft).not.toBeNull();
    expect(text).not.toContain('error budgets');
    expect(text).toContain('Tessel');
  });

  it('the template is used if the failing sentences can not be cut', async () => {
    await using server = await modelServer(
      author({ draft: [says(lie)], verify: [verdicts(ledger, [6, 7, 8, 9])], revise: [says(lie)] }),
    );
    const { written, text, calls } = await write(server, request);
    expect(calls).toBe(4);
    expect(written.draft).toBeNull();
    expect(text).toBe(template);
  });

  it('the template is used if the revision is not a letter', async () => {
    await using server = await modelServer(
      author({ draft: [says(lie)], verify: [verdicts(ledger)], revise: [says('Sorry, I could not.')] }),
    );
    const { text, calls } = await write(server, request);
    expect(calls).toBe(3);
    expect(text).toBe(template);
  });

  it('a second draft is written if the revision can not be repaired', async () => {
    await using server = await modelServer(
      author({
        draft: [says(lie)],
        verify: [verdicts(ledger)],
        // Missing figures can't be repaired by a cut.
        revise: [says(draftOf(ledger, (lines) => lines.toSpliced(5, 3)))],
        'draft-2': [says(good)],
      }),
    );
    const { written, calls, desk } = await write(server, request);
    expect(calls).toBe(5);
    expect(written.draft).not.toBeNull();
    expect([...desk.kept.keys()]).toEqual(['draft', 'verify', 'revise', 'draft-2', 'verify-3']);
  });

  it('a sentence with a made-up quote counts as unsupported', async () => {
    const invented = ledger.verdicts.checks.map((one) => (one.n === 5 ? { ...one, by: 'I did it all alone' } : one));
    await using server = await modelServer(
      author({
        draft: [says(good)],
        verify: [says(JSON.stringify({ checks: invented })), verdicts(ledger)],
        revise: [says(good)],
      }),
    );
    const { calls, written } = await write(server, request);
    expect(calls).toBe(4);
    expect(written.draft).not.toBeNull();
  });

  it('a draft with a small fault is kept if the revision fails', async () => {
    const short = draftOf(ledger, (lines) =>
      lines.with(6, saying(lines[6] ?? '', 'Placing an authorisation hold now takes 95 ms.')),
    );
    await using server = await modelServer(
      author({ draft: [says(short)], verify: [verdicts(ledger)], revise: [says('no')] }),
    );
    const { written, text } = await write(server, request);
    expect(written.draft).not.toBeNull();
    expect(text).toContain('now takes 95 ms.');
  });
});

describe('private data', () => {
  it('case 29: a hidden value is in no request, even if the model guesses it', async () => {
    const nda = fixture('nda-identity');
    const guess = draftOf(nda, (lines) =>
      lines.with(
        3,
        saying(lines[3] ?? '', 'At Fennhold Systems I built the token service for 18,730 logins per second.'),
      ),
    );
    await using server = await modelServer(
      author({ draft: [says(guess)], verify: [verdicts(nda)], revise: [says(draftOf(nda))] }),
    );
    const { text, desk } = await write(server, requestOf(nda));
    const bodies = server.asked.map(({ body }) => JSON.stringify(body)).join('\n');
    for (const hidden of ['Fennhold', '18,730', '18730']) {
      expect(bodies).not.toContain(hidden);
      expect(text).not.toContain(hidden);
      expect(desk.shown.join('\n')).not.toContain(hidden);
    }
    expect(bodies).toContain('a public-sector identity provider');
  });

  it('no request has the name, address or city of the candidate', async () => {
    await using server = await modelServer(author({ draft: [says(good)], verify: [verdicts(ledger)] }));
    await write(server, request);
    const bodies = server.asked.map(({ body }) => JSON.stringify(body)).join('\n');
    for (const own of ['Anneke', 'example.com', 'Ghent']) expect(bodies).not.toContain(own);
  });
});

describe('edits of the candidate', () => {
  it('the model gets what the candidate wrote, and not what they cut', async () => {
    const edits = [
      { type: 'cut', key: 'background' },
      { type: 'rewrite', key: 'contract.result', text: 'Double holds are history.', source: 'm9' },
      { type: 'greeting', text: 'Hello Ines,' },
    ] as const;
    const without = draftOf(ledger, (lines) => lines.toSpliced(12, 1));
    await using server = await modelServer(author({ draft: [says(without)], verify: [verdicts(ledger)] }));
    server.answer((one) =>
      stepOf(one) === 'verify'
        ? says(
            JSON.stringify({
              checks: ledger.verdicts.checks.map((each) => ({ ...each, by: 'Double holds are history' })),
            }),
          )
        : says(without),
    );
    const { written } = await write(server, { ...request, edits });
    const asked = server.asked[0]?.user ?? '';
    expect(asked).toContain('Double holds are history.');
    expect(asked).not.toContain('Tessel');
    expect(written.letter.greeting).toBe('Hello Ines,');
  });
});

describe('killed process', () => {
  it.each(['draft', 'verify'])('no call is repeated after the process dies at: %s', async (step) => {
    class Dying extends Desk {
      override async keep(at: string, raw: string): Promise<void> {
        await super.keep(at, raw);
        if (at === step) throw new Error('killed');
      }
    }
    await using server = await modelServer(author({ draft: [says(good)], verify: [verdicts(ledger)] }));
    const dying = new Dying();
    await expect(write(server, request, { desk: dying })).rejects.toThrow('killed');
    const desk = new Desk();
    for (const [at, raw] of dying.kept) desk.kept.set(at, raw);
    const { written, desk: after } = await write(server, request, { desk });
    expect(written.draft).not.toBeNull();
    expect(server.calls).toBe(2);
    expect(after.shown.at(-1)?.split('\n\n').length).toBe(5);
  });
});

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
