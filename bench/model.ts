/**
 * `npm run bench:model -- [DIR] [--raw FILE] [--only ID] [--parallel N]`: plays interview cases with the model that the
 * settings name, and prints for each what it cost and what came of it. Without a model it says so. Ends with 1 where the
 * model wrote no letter or the gate finds something in one, and with 2 where nothing could be played.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, configure } from '../src/config.ts';
import { createModelWriter } from '../src/letter/chain.ts';
import { check } from '../src/letter/check.ts';
import { letterText } from '../src/letter/letter.ts';
import { advance, begin } from '../src/machine/interview.ts';
import { CALLS } from '../src/minds.ts';
import type { Budget, Usage } from '../src/model/budget.ts';
import type { LanguageModel } from '../src/model/model.ts';
import { createModel } from '../src/model/openai.ts';
import { question } from '../src/prompts/questions.ts';
import { createModelReader } from '../src/reader/model.ts';
import { type Case, CasesError, loadCases } from './case.ts';
import { percentile } from './statistics.ts';

type ModelSettings = NonNullable<Config['model']>;

interface Played {
  readonly id: string;
  readonly messages: number;
  readonly reading: Usage;
  readonly writing: Usage;
  readonly readingTimes: readonly number[];
  /** Of each reading the part that was not spent waiting for the model. */
  readonly besides: readonly number[];
  readonly seconds: number;
  readonly byModel: boolean;
  /** What the gate finds in the letter that would be delivered: it must be nothing. */
  readonly faults: number;
  readonly letter: string;
}

const NOTHING: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };
const MESSAGES_AT_MOST = 40;

/** Adds up what all questions to a model cost, and how long they were waited for. */
function counting(model: LanguageModel): { model: LanguageModel; usage: () => Usage; waited: () => number } {
  const budgets = new Set<Budget>();
  let waited = 0;
  const timed = async <Value>(asked: Promise<Value>): Promise<Value> => {
    const began = performance.now();
    const answer = await asked;
    waited += performance.now() - began;
    return answer;
  };
  return {
    model: {
      object: (call, shape) => {
        budgets.add(call.budget);
        return timed(model.object(call, shape));
      },
      lines: (call, onLine) => {
        budgets.add(call.budget);
        return timed(model.lines(call, onLine));
      },
    },
    usage: () => [...budgets].reduce((sum, { usage }) => added(sum, usage), NOTHING),
    waited: () => waited,
  };
}

function added(one: Usage, other: Usage): Usage {
  return {
    calls: one.calls + other.calls,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}

async function play(played: Case, settings: ModelSettings): Promise<Played> {
  const { apiKey, baseUrl } = settings;
  const reading = counting(createModel({ apiKey, baseUrl, model: settings.reading }));
  const writing = counting(createModel({ apiKey, baseUrl, model: settings.writing }));
  const reader = createModelReader(
    reading.model,
    { calls: CALLS.reading, milliseconds: settings.readingTime },
    Date.now,
    ({ asking, brief }) => (asking ? question(asking, brief) : ''),
  );
  const times: number[] = [];
  const besides: number[] = [];
  let state = advance(begin(), { type: 'began' });
  let messages = 0;
  const say = async (text: string) => {
    messages += 1;
    const [began, waited] = [performance.now(), reading.waited()];
    const { asking, brief } = state.context;
    const read = await reader.read({ id: `m${messages}`, text, asking, brief });
    times.push(performance.now() - began);
    besides.push(performance.now() - began - (reading.waited() - waited));
    state = advance(state, text.trim() === '/skip' ? { type: 'skipped' } : { type: 'said', reading: read });
  };
  if (played.opening !== undefined) await say(played.opening);
  const given = new Map<string, number>();
  const due = [...played.interjections];
  while (state.value !== 'review' && messages < MESSAGES_AT_MOST) {
    const topic = state.context.asking?.topic;
    if (topic === undefined) break;
    const answers = played.answers[topic];
    const times = given.get(topic) ?? 0;
    given.set(topic, times + 1);
    await say(answers[times] ?? answers.at(-1) ?? '/skip');
    const at = due.findIndex(({ after }) => after === topic);
    const [interjection] = at >= 0 ? due.splice(at, 1) : [];
    if (interjection) await say(interjection.say);
  }
  const { brief } = state.context;
  const writer = createModelWriter(
    writing.model,
    { calls: CALLS.writing, milliseconds: settings.writingTime },
    Date.now,
  );
  const began = performance.now();
  const written = await writer.write(
    { brief, date: new Date(), short: false },
    {
      recall: async () => null,
      keep: async () => undefined,
      grown: () => undefined,
      stopped: new AbortController().signal,
    },
  );
  if (!written) throw new Error(`nothing of ${played.id} may be said`);
  const letter = letterText(written.letter);
  return {
    id: played.id,
    messages,
    reading: reading.usage(),
    writing: writing.usage(),
    readingTimes: times,
    besides,
    seconds: (performance.now() - began) / 1000,
    byModel: written.byModel,
    faults: check(letter, brief).length,
    letter,
  };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { raw: { type: 'string' }, only: { type: 'string' }, parallel: { type: 'string' } },
  });
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configured = configure(process.env);
  if ('faults' in configured) return refuse(configured.faults.join('\n'));
  const settings = configured.config.model;
  if (settings === null) return refuse('There is no model: set FOREWORD_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL.');
  const directory = positionals[0] ?? join(import.meta.dirname, '..', '..', 'shared', 'cases');
  const cases = (await loadCases(directory)).filter(({ id }) => values.only === undefined || id === values.only);
  if (cases.length === 0) return refuse(`There is no case ${values.only} in ${directory}.`);
  const { raw } = values;
  if (raw !== undefined) writeFileSync(raw, '');
  const waiting = [...cases];
  const all: Played[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const one = await play(next, settings);
      all.push(one);
      console.log(line(one));
      if (raw !== undefined) appendFileSync(raw, `${JSON.stringify(one)}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Number(values.parallel ?? 1)) }, work));
  console.log(['', ...totals(all)].join('\n'));
  if (all.every(({ byModel }) => !byModel))
    return fail('The model wrote none of the letters. Is it there, and does it answer?');
  return all.some(({ faults }) => faults > 0)
    ? fail('The gate found something in a letter that would be delivered.')
    : 0;
}

function line({ id, reading, writing, seconds, byModel, faults, letter }: Played): string {
  const words = letter.split(/\s+/).length;
  return `${id.padEnd(28)} reading ${cost(reading)}  writing ${cost(writing)}, ${seconds.toFixed(1)} s  ${words} words  ${byModel ? 'by the model' : 'by the composer'}  gate ${faults}`;
}

function cost({ calls, inputTokens, outputTokens }: Usage): string {
  return `${calls} calls, ${inputTokens} + ${outputTokens} tokens`;
}

function totals(all: readonly Played[]): string[] {
  const times = all.flatMap(({ readingTimes }) => readingTimes);
  const besides = all.flatMap((one) => one.besides);
  const calls = all.map(({ writing }) => writing.calls);
  return [
    `letters                 ${all.length}, ${all.filter(({ byModel }) => byModel).length} by the model`,
    `calls per letter        p50 ${percentile(calls, 50)}, max ${Math.max(0, ...calls)}`,
    `tokens per letter       p50 ${percentile(
      all.map(({ writing }) => writing.inputTokens + writing.outputTokens),
      50,
    )}`,
    `seconds per letter      p50 ${percentile(
      all.map(({ seconds }) => seconds),
      50,
    ).toFixed(1)}`,
    `calls per message       ${(
      all.reduce((sum, { reading }) => sum + reading.calls, 0) /
        Math.max(
          1,
          all.reduce((sum, { messages }) => sum + messages, 0),
        )
    ).toFixed(2)}`,
    `milliseconds a reading  p50 ${percentile(times, 50).toFixed(0)}, p95 ${percentile(times, 95).toFixed(0)}`,
    `  beside the call       p50 ${percentile(besides, 50).toFixed(1)}, p95 ${percentile(besides, 95).toFixed(1)}`,
    `gate findings           ${all.reduce((sum, { faults }) => sum + faults, 0)}`,
  ];
}

/** The figures stand, and they are not what they should be. */
function fail(why: string): number {
  console.error(why);
  return 1;
}

/** Nothing was played. */
function refuse(why: string): number {
  console.error(why);
  return 2;
}

process.exitCode = await main().catch((error: unknown) => {
  if (error instanceof CasesError) return refuse(error.message);
  throw error;
});
