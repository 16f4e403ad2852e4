/**
 * Records an interview with a language model:
 *
 *     bin/node bench/record.ts CASE.json --url http://127.0.0.1:8000/v1 --out FILE [--person careful|talkative]
 *                              [--transcript FILE] [--about SENTENCE] [--model NAME] [--resume]
 *
 * Plays a case against the real program, whose model is at the URL. The answers may be written by
 * hand and take long. FILE is written after each answer. With --resume, answers in FILE are
 * used again. Exits 0 with a letter, 1 without one, 2 if there is nothing to play.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type RecordedAnswer, type RecordedLine, type Recording, readRecording } from '../src/demo/replay.ts';
import { TOPICS } from '../src/machine/slots.ts';
import { interview } from './candidate.ts';
import { type Case, CasesError, loadCase } from './case.ts';
import type { LineIn } from './lines.ts';
import { PERSONS } from './person.ts';
import { startProgram } from './protocol.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { caseLine, findings, transcriptText } from './report.ts';
import { score } from './score.ts';
import { sum } from './statistics.ts';

/** Seconds for one message and for one letter. Long, as a person may write the answers. */
const READING_SECONDS = 900;
const WRITING_SECONDS = 3600;

const OptionsSchema = z.object({
  file: z.string(),
  url: z.url(),
  out: z.string(),
  person: z.enum(PERSONS).default('careful'),
  transcript: z.string().optional(),
  about: z.string().optional(),
  model: z.string().default('by-hand'),
  resume: z.boolean().default(false),
});
type Options = z.infer<typeof OptionsSchema>;

function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      out: { type: 'string' },
      person: { type: 'string' },
      transcript: { type: 'string' },
      about: { type: 'string' },
      model: { type: 'string' },
      resume: { type: 'boolean' },
    },
  });
  const read = OptionsSchema.safeParse({ ...values, file: positionals[0] });
  if (!read.success) throw new CasesError(z.prettifyError(read.error));
  return read.data;
}

function aboutOf({ persona }: Case): string {
  // The part after the semicolon is how they talk.
  const [who = persona] = persona.split(';');
  return `The candidate is made up (${who}); what the program understands and writes are a language model's recorded answers.`;
}

function recordedLine(line: LineIn): RecordedLine {
  switch (line.type) {
    case 'text':
      return { type: 'text', text: line.text };
    case 'choice':
      return { type: 'choice', id: line.id };
    case 'command':
      return { type: 'command', name: line.name, rest: line.rest };
    default:
      throw new Error(`a recording holds no ${line.type}`);
  }
}

function countsOf(answers: readonly RecordedAnswer[]): string[] {
  const steps = [...new Set(answers.map(({ step }) => step))];
  const calls = steps.map((step) => `${step} ${answers.filter((one) => one.step === step).length}`);
  const input = sum(answers.map(({ tokens }) => tokens.input));
  const output = sum(answers.map(({ tokens }) => tokens.output));
  return [
    `model calls     ${answers.length}: ${calls.join(', ')}`,
    `tokens          ${input} in, ${output} out, ${input + output} in all, as the server counts`,
  ];
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const played = await loadCase(options.file);
  const lines: RecordedLine[] = [];
  const known = options.resume && existsSync(options.out) ? (await readRecording(options.out)).answers : [];
  const save = (answers: readonly RecordedAnswer[]) => {
    const about = options.about ?? aboutOf(played);
    const recording: Recording = { about, topics: [...TOPICS], lines, answers: [...answers] };
    return writeFile(options.out, `${JSON.stringify(recording, null, 1)}\n`);
  };
  await using proxy = await startRecordingProxy({
    upstream: options.url.replace(/\/$/, ''),
    known,
    line: () => lines.length,
    // Keep known answers that were not used yet.
    onAnswer: () => save([...proxy.answers, ...proxy.unused]),
    onTrouble: (sentence) => console.error(sentence),
  });
  await using program = await startProgram({
    silenceMs: 2 * (READING_SECONDS + WRITING_SECONDS) * 1000,
    env: {
      FOREWORD_MODEL: options.model,
      OPENAI_BASE_URL: proxy.baseUrl,
      OPENAI_API_KEY: process.env.OPENAI_API_KEY ?? 'none',
      FOREWORD_READING_SECONDS: String(READING_SECONDS),
      FOREWORD_WRITING_SECONDS: String(WRITING_SECONDS),
    },
  });
  const recorded = {
    turn(line: LineIn) {
      lines.push(recordedLine(line));
      console.log(`line ${lines.length}: ${line.type}`);
      return program.turn(line);
    },
  };
  const held = await interview(recorded, played, options.person);
  await save(proxy.answers);
  if (options.transcript !== undefined) await writeFile(options.transcript, `${transcriptText(played.id, held)}\n`);
  const { typed, taps, asks, letter, failure } = held;
  const verdict = score(played, held);
  for (const line of [caseLine(verdict), ...findings(verdict)]) console.log(line);
  console.log(`questions       ${asks.length}, ${typed} answers typed, ${taps} buttons pressed`);
  for (const line of countsOf(proxy.answers)) console.log(line);
  console.log(letter === null ? `no letter: ${failure}` : `letter          version ${letter.version}`);
  if (program.errors !== '') console.error(program.errors.trimEnd());
  return letter === null ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof CasesError ? 2 : 1;
}
