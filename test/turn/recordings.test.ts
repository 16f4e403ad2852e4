/** Recordings are transcribed by a real server, shown, and read after they were confirmed or typed instead. */
import { describe, expect, test } from 'vitest';
import { type SentFile, sentFile } from '../../src/adapters/sent-files.ts';
import { createTranscriber } from '../../src/model/openai.ts';
import { transcriptionFailureText } from '../../src/prompts/refusals.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { fails, hangs, hangsUp, hears, isBusy, modelServer, type Reply, sends } from '../fakes/model.ts';
import { text } from '../reader/reading.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';
import { modelConversation } from './model-conversation.ts';

const OGG = Buffer.from('OggS, and what was said');
const WHAT = 'rebuilt the meter pipeline in Go';

function note(
  more: { name?: string; seconds?: number; isForeign?: boolean; bytes?: Uint8Array | null } = {},
): SentFile {
  const { name = 'voice.ogg', bytes = OGG, ...about } = more;
  return sentFile(name, null, () => Promise.resolve(bytes), about);
}

/** A guided interview, with a server that transcribes every recording as `reply`. */
async function listening(reply: Reply, { milliseconds = 2_000, store = new MemoryStore() } = {}) {
  const server = await modelServer();
  server.transcribe(() => reply);
  const endpoint = { apiKey: 'sk-test', baseUrl: `${server.baseUrl}/`, model: 'whisper-test' };
  const transcriber = createTranscriber(
    endpoint,
    milliseconds,
    () => performance.now(),
    () => Promise.resolve(),
  );
  const talk = () => conversation({ store, transcriber });
  return { server, again: talk, ...talk(), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('recording', () => {
  test('shows the transcript, and notes it after it was confirmed', async () => {
    await using talk = await listening(hears(` ${WHAT}\n`));
    await talk.answer(ANSWERS, 'system.what');
    const out = await talk.send(note());
    expect(out).toMatchObject([
      { kind: 'ask', question: 'confirm', text: expect.stringContaining(`I heard:\n\n“${WHAT}”`), noted: [] },
    ]);
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(["That's right", 'Type it instead']);
    await talk.choose('yes');
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
    expect(talk.ask().slot).toBe('system.before');
    expect(talk.server.recordings).toEqual([{ number: 1, model: 'whisper-test', name: 'recording.ogg', bytes: OGG }]);
    expect(talk.server.keys).toEqual(['Bearer sk-test']);
    expect(talk.faults).toEqual([]);
  });

  test.each(["That's right", 'yes', 'correct'])('"%s" confirms a transcript', async (words) => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note());
    await talk.say(words);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
  });

  test('a typed text replaces a wrong transcript', async () => {
    await using talk = await listening(hears('rebuilt the metal pipeline in Goa'));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note());
    await talk.say(WHAT);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
    expect(talk.ask().slot).toBe('system.before');
    await talk.command('brief');
    expect(talk.said()).not.toContain('metal');
  });

  test('"Type it instead" brings the question back', async () => {
    await using talk = await listening(hears('uh'));
    await talk.answer(ANSWERS, 'system.what');
    const { text: question } = talk.ask();
    await talk.send(note());
    await talk.choose('no');
    expect(talk.ask().text).toBe(question);
    await talk.send(note());
    await talk.say('no');
    expect(talk.ask().text).toBe(question);
  });

  test.each([
    ['skip', 'system.part'],
    ['back', 'system.what'],
    ['Ein Nachtlauf kopierte jede Tabelle.', 'system.part'],
  ])('the transcript "%s" has the effect of the same text', async (words, slot) => {
    await using talk = await listening(hears(words));
    await talk.answer(ANSWERS, 'system.before');
    await talk.send(note());
    await talk.choose('yes');
    expect(talk.ask().slot).toBe(slot);
  });

  test('reads a figure from a transcript', async () => {
    await using talk = await listening(hears('lost readings: 1.2% -> 0.05%'));
    await talk.answer(ANSWERS, 'reliability.now');
    await talk.send(note());
    await talk.choose('yes');
    expect(talk.ask().noted).toMatchObject([{ figure: { before: { value: 1.2 }, after: { value: 0.05 } } }]);
  });

  test('a second recording replaces the first one and its buttons', async () => {
    await using talk = await listening(hears('rebuilt the metal pipeline'));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note());
    const { mark } = talk.ask();
    talk.server.transcribe(() => hears(WHAT));
    await talk.send(note());
    await talk.send({ kind: 'choice', choice: 'yes', of: mark });
    expect(talk.said()).toContain('already answered');
    expect(talk.ask().noted).toEqual([]);
    await talk.choose('yes');
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
  });

  test('joins a recording and a text that were sent before the first transcript came', async () => {
    await using talk = await listening(hears('rebuilt the meter pipeline'));
    await talk.answer(ANSWERS, 'system.what');
    const order = String(talk.heard.length * 10 + 1);
    await talk.send(note(), 'voice-1', order);
    talk.server.transcribe(() => hears('in Go.'));
    await talk.send(note(), 'voice-2', order);
    await talk.send({ kind: 'text', text: 'It never sleeps.' }, 'text-1', order);
    expect(talk.ask().text).toContain('“rebuilt the meter pipeline\nin Go.\nIt never sleeps.”');
    await talk.choose('yes');
    expect(talk.ask().noted).toMatchObject([
      { slot: 'system.what', text: 'rebuilt the meter pipeline\nin Go.\nIt never sleeps.' },
    ]);
  });

  test('asks what a recording is for that crossed with a question', async () => {
    await using talk = await listening(hears('A nightly job copied every table.'));
    await talk.answer(ANSWERS, 'system.what');
    const order = String(talk.heard.length * 10 + 1);
    await talk.say(WHAT);
    await talk.send(note(), 'voice-1', order);
    await talk.choose('yes');
    expect(talk.ask().question).toBe('which');
    expect(talk.ask().noted).toEqual([]);
    await talk.choose('answer');
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.before', text: 'A nightly job copied every table.' }]);
  });

  test.each(['yes', 'instead'])(
    'a recording that replies to an earlier question answers that question (%s)',
    async (how) => {
      await using talk = await listening(hears('Volt'));
      await talk.answer(ANSWERS, 'system.employer');
      const to = `q${talk.heard.length}`;
      await talk.answer(ANSWERS, 'system.part');
      await talk.send({ ...note(), to });
      if (how === 'yes') await talk.choose('yes');
      else await talk.say('Volt');
      expect(talk.ask().noted).toMatchObject([{ slot: 'system.employer', text: 'Volt' }]);
      expect(talk.ask().slot).toBe('system.part');
    },
  );

  test('transcribes a recording once if its turn is retried', async () => {
    const store = new MemoryStore();
    await using talk = await listening(hears(WHAT), { store });
    await talk.answer(ANSWERS, 'system.what');
    const commit = store.commit.bind(store);
    const outcomes = ['stale', 'stale'] as const;
    let at = 0;
    store.commit = (turn) => (at < outcomes.length ? Promise.resolve(outcomes[at++] ?? 'stale') : commit(turn));
    await talk.send(note());
    expect(talk.ask().text).toContain(WHAT);
    expect(talk.server.calls).toBe(1);
  });

  test('transcribes and reads a recording once if it is delivered twice', async () => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note(), 'voice-1');
    expect(await talk.send(note(), 'voice-1')).toEqual([]);
    await talk.send({ kind: 'choice', choice: 'yes' }, 'tap-1');
    const { slot } = talk.ask();
    await talk.send({ kind: 'choice', choice: 'yes' }, 'tap-1');
    await talk.send(note(), 'voice-1');
    expect(talk.ask().slot).toBe(slot);
    expect(talk.server.calls).toBe(1);
  });

  test('a transcript can be confirmed in the next process', async () => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note());
    const next = talk.again();
    await next.send({ kind: 'choice', choice: 'yes' }, 'tap-1');
    expect(next.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
    expect(talk.server.calls).toBe(1);
  });

  test('a recording as the first message gets a greeting', async () => {
    await using talk = await listening(hears('Senior Backend Engineer at Harbour Grid'));
    await talk.send(note());
    expect(talk.said()).toContain("I'm Foreword");
    await talk.choose('yes');
    await talk.say('skip');
    await talk.command('brief');
    expect(talk.faults).toEqual([]);
  });

  test('asks whether a forwarded recording is the job post', async () => {
    await using talk = await listening(hears('You will lead 40 engineers.'));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note({ isForeign: true }));
    expect(talk.ask().question).toBe('job-post');
    expect(talk.ask().noted).toEqual([]);
  });

  test('shows the stand-in of a hidden value in a transcript', async () => {
    await using talk = await listening(hears('It runs at Tavolo now'));
    await talk.answer(ANSWERS, 'system.before');
    await talk.command('hide', 'Tavolo');
    await talk.say('a shop');
    await talk.send(note());
    expect(talk.ask().text).toContain('It runs at a shop now');
  });

  test('a transcript edits the finished letter like a typed text', async () => {
    await using talk = await listening(hears('cut 3'));
    await talk.answer(ANSWERS);
    await talk.choose('write');
    await talk.send(note());
    expect(talk.ask().text).toContain('I heard:');
    await talk.choose('yes');
    expect(talk.ask().question).toBe('review');
    expect(talk.said()).toContain('Cut: "At Tavolo I rebuilt');
  });
});

describe('recording with a model', () => {
  test('the model gets a transcript only after it was confirmed', async () => {
    await using talk = await modelConversation({
      'meter pipeline': { texts: [text('system.what', WHAT)] },
    });
    talk.server.transcribe(() => hears(`At the moment we ${WHAT}, all of us`));
    await talk.command('start');
    await talk.say('Backend Engineer at Lumenade', 'skip');
    const before = talk.server.asked.length;
    await talk.send(note());
    expect(talk.server.asked).toHaveLength(before);
    expect(talk.ask().text).toContain('I heard:');
    await talk.choose('yes');
    expect(talk.shown().message).toContain('meter pipeline');
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
  });

  test('the model gets the text that was typed instead, and not the transcript', async () => {
    await using talk = await modelConversation({ 'meter pipeline': { texts: [text('system.what', WHAT)] } });
    talk.server.transcribe(() => hears('the metal pie plane'));
    await talk.command('start');
    await talk.say('Backend Engineer at Lumenade', 'skip');
    await talk.send(note());
    await talk.say(`At the moment we ${WHAT}, all of us`);
    expect(talk.ask().noted).toMatchObject([{ slot: 'system.what', text: WHAT }]);
    expect(talk.server.asked.some(({ user }) => user.includes('metal'))).toBe(false);
  });
});

describe('recording that can not be transcribed', () => {
  const faults: readonly (readonly [string, Reply, Parameters<typeof transcriptionFailureText>[0], calls: number])[] = [
    ['429', isBusy(null), 'no-answer', 2],
    ['429 with a long wait', isBusy(90), 'no-answer', 1],
    ['500', fails(500, 'broken'), 'no-answer', 2],
    ['401', fails(401, 'no such key'), 'not-taken', 1],
    ['out of credit', fails(429, 'insufficient_quota', { code: 'insufficient_quota' }), 'not-taken', 1],
    ['404: a server without transcriptions', fails(404, 'not found'), 'not-taken', 1],
    ['400: a file that is broken', fails(400, 'Invalid file format'), 'not-taken', 1],
    ['413', fails(413, 'too large'), 'too-long', 1],
    ['another shape', sends('application/json', '{"segments":[]}'), 'no-answer', 2],
    ['an HTML page', sends('text/html', '<html>502</html>'), 'no-answer', 2],
    ['half a body', sends('application/json', '{"text":"reb'), 'no-answer', 2],
    ['a closed connection', hangsUp(), 'no-answer', 2],
    ['silence', hears(''), 'silent', 1],
    ['noise', hears(' … '), 'silent', 1],
  ];
  test.each(faults)('sends one message, and the interview goes on after: %s', async (_, reply, why, calls) => {
    await using talk = await listening(reply);
    await talk.answer(ANSWERS, 'system.what');
    const { text: question } = talk.ask();
    const out = await talk.send(note());
    expect(out).toMatchObject([
      { kind: 'say', text: transcriptionFailureText(why) },
      { kind: 'ask', text: question },
    ]);
    expect(talk.server.calls).toBe(calls);
    await talk.say(WHAT);
    expect(talk.ask().slot).toBe('system.before');
    expect(talk.faults).toEqual([]);
  });

  test('a retry transcribes it after a fault of the server', async () => {
    await using talk = await listening(hears(''));
    talk.server.transcribe(({ number }) => (number === 1 ? fails(503, 'starting') : hears(WHAT)));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note());
    expect(talk.ask().text).toContain(WHAT);
    expect(talk.server.calls).toBe(2);
  });

  test('a call that hangs is ended after the time limit, without a second one', async () => {
    await using talk = await listening(hangs(), { milliseconds: 200 });
    await talk.answer(ANSWERS, 'system.what');
    const begun = performance.now();
    await talk.send(note());
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(talk.said()).toContain(transcriptionFailureText('no-answer'));
    expect(talk.server.calls).toBe(1);
  });

  test('reports a server that can not be reached', async () => {
    const nowhere = { apiKey: 'none', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' };
    const transcriber = createTranscriber(
      nowhere,
      2_000,
      () => performance.now(),
      () => Promise.resolve(),
    );
    const talk = conversation({ transcriber });
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note());
    expect(talk.said()).toContain(transcriptionFailureText('no-answer'));
  });

  test.each([
    ['11 minutes long', note({ seconds: 601 }), 'too-long'],
    ['too large, or gone', note({ bytes: null }), 'not-fetched'],
    ['empty', note({ bytes: Buffer.of() }), 'silent'],
  ] as const)('makes no call for a recording that is %s', async (_, file, why) => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    const out = await talk.send(file);
    expect(out).toMatchObject([{ kind: 'say', text: transcriptionFailureText(why) }, { kind: 'ask' }]);
    expect(talk.server.calls).toBe(0);
  });

  test('transcribes a recording of ten minutes', async () => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note({ seconds: 600 }));
    expect(talk.ask().text).toContain(WHAT);
  });

  test.each([
    ['note.OGA', 'recording.ogg'],
    ['a name of mine.opus', 'recording.ogg'],
    ['memo.m4a', 'recording.m4a'],
    ['memo.mp3', 'recording.mp3'],
    ['memo.wav', 'recording.wav'],
    ['memo.flac', 'recording.flac'],
  ])('sends %s as %s, without its name', async (name, sent) => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(note({ name }));
    expect(talk.server.recordings.map((each) => each.name)).toEqual([sent]);
  });

  test('refuses an unsupported format without a call', async () => {
    await using talk = await listening(hears(WHAT));
    await talk.answer(ANSWERS, 'system.what');
    await talk.send(sentFile('memo.aiff', 'audio/aiff', () => Promise.resolve(OGG)));
    expect(talk.said()).toContain(transcriptionFailureText('not-taken'));
    expect(talk.server.recordings).toEqual([]);
  });

  test('says that no model for recordings is configured', async () => {
    const talk = await interviewAt('system.what');
    await talk.send(note());
    expect(talk.said()).toContain(transcriptionFailureText('no-model'));
    expect(talk.ask().slot).toBe('system.what');
    const fresh = conversation();
    await fresh.send(note());
    expect(fresh.said()).toMatch(/I'm Foreword.*can't listen/su);
  });

  test('stops transcribing at the call limit of the interview', async () => {
    await using talk = await listening(fails(500, 'broken'));
    await talk.answer(ANSWERS, 'system.what');
    for (let at = 0; at < 50; at += 1) await talk.send(note());
    expect(talk.server.calls).toBe(100);
    await talk.send(note());
    expect(talk.server.calls).toBe(100);
    expect(talk.said()).toContain(transcriptionFailureText('spent'));
    await talk.say(WHAT);
    expect(talk.ask().slot).toBe('system.before');
  });
});
