/** A job post with a model: its main demand decides the order of the metrics, and is given to the writer. */
import { expect, test } from 'vitest';
import { type Asked, fails, modelServer, type Reply, readerAndWriter, says } from '../fakes/model.ts';
import { stepOf } from '../letter/scripted-model.ts';
import { reading, text } from '../reader/reading.ts';
import { conversation } from './conversation.ts';

const POST =
  'Ferrox is hiring\n\nStaff Engineer, Payments\nWe gave up Kafka for a table in Postgres, because its order can be read. We run 40 nodes of it.\nYou have moved money between systems that must agree to the cent.\nYou answer for 900 million postings a day.';
const DEMAND = 'moved money between systems that must agree to the cent';

const READINGS: Readonly<Record<string, ReturnType<typeof reading>>> = {
  'Staff Engineer at Ferrox': reading({
    names: [
      { slot: 'role.position', quote: 'Staff Engineer', name: null },
      { slot: 'role.company', quote: 'Ferrox', name: null },
    ],
  }),
  'I rebuilt the ledger.': reading({ texts: [text('system.what', 'I rebuilt the ledger.')] }),
};

/** @param until the topic at which to stop */
async function afterThePost(weighs: Reply, hidden?: string, until?: string) {
  const server = await modelServer((asked) => {
    if (asked.system.includes('Which of these does the post care about')) return weighs;
    if (stepOf(asked) !== 'reading') return fails(401, 'no such key');
    const found = Object.entries(READINGS).find(([part]) => JSON.parse(asked.user).message.includes(part));
    return says(JSON.stringify(found?.[1] ?? reading()));
  });
  const talk = conversation(readerAndWriter(server));
  await talk.command('start');
  if (hidden) {
    await talk.command('hide', hidden);
    await talk.choose('skip');
  }
  await talk.send({ kind: 'text', text: POST, isForeign: true });
  expect(server.calls).toBe(0);
  await talk.choose('yes');
  const calls = server.calls;
  await talk.say('Staff Engineer at Ferrox', 'I rebuilt the ledger.');
  const metrics: string[] = [];
  for (let turns = 0; turns < 12 && talk.ask().question !== 'review'; turns += 1) {
    const { question, topic = '', choices } = talk.ask();
    if (topic === until) break;
    if (question === 'open' && ['reliability', 'latency', 'throughput'].includes(topic)) metrics.push(topic);
    const option = choices.find(({ id }) => id === 'skip' || id === 'no');
    if (option) await talk.choose(option.id);
    else break;
  }
  return { talk, server, calls, metrics, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

/** The request for a draft, which the server fails. */
async function draftFor({ talk, server }: Awaited<ReturnType<typeof afterThePost>>): Promise<Asked> {
  for (const word of ['write', 'write']) await talk.command(word);
  const draft = server.asked.find(({ system }) => system.includes('Write their cover letter'));
  if (!draft) throw new Error('nothing was drafted');
  return draft;
}

const USUAL = ['throughput', 'latency', 'reliability'];
const DECISION = 'We gave up Kafka for a table in Postgres, because its order can be read.';
const answer = (metrics: readonly string[], demand: string, decisions?: readonly string[]) =>
  says(JSON.stringify({ metrics, demand, decisions }));

test('the metrics of the post are asked first, and the writer gets its demand, with one more call', async () => {
  await using at = await afterThePost(answer(['reliability', 'cost', 'throughput'], `${DEMAND.toUpperCase()}.`));
  expect(at.calls).toBe(2);
  expect(at.metrics).toEqual(['reliability', 'throughput', 'latency']);
  const { kept } = (await at.talk.context()).sheet;
  expect(kept.at(-1)).toMatchObject({
    isPost: true,
    weight: { metrics: ['reliability', 'throughput'], demand: DEMAND },
  });
  const draft = await draftFor(at);
  expect(JSON.parse(draft.user).theirPost).toBe(DEMAND);
  expect(draft.system).toContain('"theirPost" is what the job post asks for most');
  expect(at.talk.faults).toEqual([]);
});

test.each([
  ['a demand that the post does not have', answer(['reliability'], 'agreed to the last cent')],
  ['no demand', answer(['reliability'], '')],
  ['another shape', says('{"first":"reliability"}')],
  ['nothing', fails(401, 'no such key')],
])('keeps the usual order if the model answers %s', async (_, reply) => {
  await using at = await afterThePost(reply);
  expect(at.metrics).toEqual(USUAL);
  const draft = await draftFor(at);
  expect(draft.user).not.toContain('theirPost');
  expect(draft.system).not.toContain('theirPost');
  expect(at.talk.faults).toEqual([]);
});

test('a demand with a hidden value is given to no model', async () => {
  await using at = await afterThePost(answer(['reliability'], DEMAND), 'cent');
  expect(at.metrics).toEqual(USUAL);
  expect(at.server.asked.map(({ user }) => user).filter((user) => /to the cent/.test(user))).toEqual([]);
});

test('offers only decisions of the company from the post, and then asks for the view on them', async () => {
  const others = ['We run 40 nodes of it.', 'We love Kafka.', 'You have moved money'];
  await using at = await afterThePost(answer(['reliability'], '', [...others, DECISION]), undefined, 'company');
  const { talk } = at;
  expect(talk.ask()).toMatchObject({ question: 'open', topic: 'company' });
  const offered = talk.ask().choices.filter(({ value }) => value !== undefined);
  expect(offered.map(({ value }) => value)).toEqual([DECISION]);
  await talk.choose(offered[0]?.id ?? '');
  expect(talk.ask()).toMatchObject({
    slot: 'company.view',
    noted: [{ slot: 'company.choice', text: `In your job post you write: "${DECISION}"` }],
  });
  expect(talk.faults).toEqual([]);
});
