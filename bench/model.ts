/**
 * The cost of a model: `npm run bench:model -- [DIR]`. Replays recorded interviews with the current prompts, and prints
 * the calls and tokens of each. Exits 1 if a median is above its limit, if an interview has no letter of the
 * model, or if the program asks for an answer that was not recorded; 2 if there is nothing to replay.
 */
import { z } from 'zod';
import { ProofSchema } from '../src/letter/verify-letter.ts';
import { ReadingSchema } from '../src/reader/reading-schema.ts';
import {
  RECORDINGS_DIRECTORY,
  type Replayed,
  type ReplayedCall,
  recordingsIn,
  replayed,
  tokensIn,
} from './replayed.ts';
import { percentile, sum } from './statistics.ts';

/** 40 tokens for the first sentence: the preview starts within 2 s with a model that writes 20 tokens per second. */
const LIMITS = { callsAMessage: 1, callsALetter: 2, tokens: 20_000, firstSentence: 40 };

/** The counts of one interview. */
interface Cost {
  readonly name: string;
  readonly replay: Replayed;
  /** Calls for each typed message. */
  readonly aMessage: readonly number[];
  /** Calls for each letter. */
  readonly aLetter: readonly number[];
  readonly input: number;
  readonly output: number;
}

async function main(): Promise<number> {
  const directory = process.argv[2] ?? RECORDINGS_DIRECTORY;
  const recordings = await recordingsIn(directory).catch(() => []);
  if (recordings.length === 0) {
    console.error(`There is nothing to replay in ${directory}.`);
    return 2;
  }
  const costs: Cost[] = [];
  console.log(row('interview', 'messages', 'reading', 'a letter', 'tokens in', 'out', 'in all'));
  for (const [name, recording] of recordings) {
    const replay = await replayed(recording);
    const isReading = ({ step }: ReplayedCall) => step === 'reading';
    const callsAt = (line: number, reading: boolean) =>
      replay.calls.filter((call) => call.line === line && isReading(call) === reading).length;
    const typed = recording.lines.flatMap(({ type }, at) => (type === 'text' ? [at + 1] : []));
    const written = [...new Set(replay.calls.filter((call) => !isReading(call)).map(({ line }) => line))];
    const cost: Cost = {
      name,
      replay,
      aMessage: typed.map((line) => callsAt(line, true)),
      aLetter: written.map((line) => callsAt(line, false)),
      input: sum(replay.calls.map(({ input }) => input)),
      output: sum(replay.calls.map(({ output }) => output)),
    };
    costs.push(cost);
    const { aMessage, aLetter, input, output } = cost;
    console.log(row(name, aMessage.length, sum(aMessage), aLetter.join('+') || '-', input, output, input + output));
  }
  console.log();
  const medians = [
    median(
      'calls a message',
      costs.flatMap(({ aMessage }) => aMessage),
      LIMITS.callsAMessage,
    ),
    median(
      'calls a letter',
      costs.flatMap(({ aLetter }) => aLetter),
      LIMITS.callsALetter,
    ),
    median(
      'tokens an interview',
      costs.map(({ input, output }) => input + output),
      LIMITS.tokens,
    ),
    median(
      'tokens, first sentence',
      costs.flatMap(({ replay }) => replay.calls.filter(({ step }) => step === 'draft').map(({ first }) => first)),
      LIMITS.firstSentence,
    ),
  ];
  const schema = (shape: z.ZodType) => tokensIn(JSON.stringify(z.toJSONSchema(shape, { target: 'draft-7' })));
  const more = `${schema(ReadingSchema)} a reading, ${schema(ProofSchema)} a check`;
  console.log(`not counted: the schemas, with servers that count them (at most ${more})`);
  const wrong = costs.flatMap(({ name, replay: { letters, templates, unanswered } }) => [
    ...(letters.length === 0 || templates > 0 ? [`${name}: not every letter is the model's`] : []),
    ...(unanswered.length > 0 ? [`${name}: not recorded: ${unanswered.join(', ')}`] : []),
  ]);
  for (const line of wrong) console.log(line);
  return medians.every(Boolean) && wrong.length === 0 ? 0 : 1;
}

/** Prints a median and its limit. @returns whether the limit is kept */
function median(what: string, values: readonly number[], limit: number): boolean {
  const value = percentile(values, 50);
  const isKept = value <= limit;
  console.log(`${`median ${what}`.padEnd(28)}${String(value).padStart(8)} of ${limit}  ${isKept ? 'kept' : 'MISSED'}`);
  return isKept;
}

function row(name: string, ...cells: readonly (string | number)[]): string {
  return `${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
}

process.exitCode = await main();
