/**
 * `npm run bench:judge -- FILE`: a model's answers to a dozen questions about each letter, with the words that decide
 * them. FILE holds JSON lines with `id` and `letter`, such as those of bench:cases or bench:model with `--raw`. A yes
 * whose words don't stand in the letter is no yes. Ends with 1 where no letter was judged, and with 2 where none could be.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { configure } from '../src/config.ts';
import { Budget, type Usage } from '../src/model/budget.ts';
import { createModel } from '../src/model/openai.ts';
import { judgePrompt, QUESTIONS, type Question } from '../src/prompts/model/judging.ts';
import { spanOf } from '../src/reader/verified.ts';

const LetterSchema = z.object({ id: z.string(), letter: z.string().nullable() });
const AnswerSchema = z.object({ answer: z.boolean(), words: z.string() });
const JudgementSchema = z.object({
  constraint: AnswerSchema,
  decision: AnswerSchema,
  result: AnswerSchema,
  one_system: AnswerSchema,
  before_after: AnswerSchema,
  own_part: AnswerSchema,
  company: AnswerSchema,
  view: AnswerSchema,
  close: AnswerSchema,
  voice: AnswerSchema,
  plain: AnswerSchema,
  whole: AnswerSchema,
} satisfies Record<Question, typeof AnswerSchema>);

/** Asked of the whole, so the words that decide are all of them. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['plain', 'whole', 'voice']);

async function main(): Promise<number> {
  const [file] = process.argv.slice(2);
  if (file === undefined || !existsSync(file)) return refuse('Name a file of JSON lines with letters.');
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configured = configure(process.env);
  if ('faults' in configured) return refuse(configured.faults.join('\n'));
  const settings = configured.config.model;
  if (settings === null)
    return refuse('A judge needs a model: set FOREWORD_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL.');
  const model = createModel({ apiKey: settings.apiKey, baseUrl: settings.baseUrl, model: settings.writing });
  const letters = lettersIn(readFileSync(file, 'utf8'));
  if (letters === null) return refuse(`${file} holds something else than JSON lines with an id and a letter.`);
  const yes = new Map<string, number>();
  let judged = 0;
  let usage: Usage = { calls: 0, inputTokens: 0, outputTokens: 0 };
  const began = performance.now();
  for (const { id, letter } of letters) {
    if (letter === null) continue;
    const budget = new Budget({ calls: 2, milliseconds: settings.writingTime }, Date.now);
    const answer = await model.object({ step: 'judge', prompt: judgePrompt(letter), budget }, JudgementSchema);
    usage = {
      calls: usage.calls + budget.usage.calls,
      inputTokens: usage.inputTokens + budget.usage.inputTokens,
      outputTokens: usage.outputTokens + budget.usage.outputTokens,
    };
    if (answer.outcome === 'failed') {
      console.log(`${id}: no judgement, ${answer.why}`);
      continue;
    }
    judged += 1;
    const noes: string[] = [];
    for (const [question, { answer: good, words }] of Object.entries(answer.value)) {
      const borneOut = good && (OF_THE_WHOLE.has(question) || spanOf(words, letter) !== null);
      if (borneOut) yes.set(question, (yes.get(question) ?? 0) + 1);
      else noes.push(`${question}${words === '' ? '' : ` (“${words.slice(0, 80)}”)`}`);
    }
    console.log(`${id}: ${noes.length === 0 ? 'all yes' : `no: ${noes.join(', ')}`}`);
  }
  console.log();
  for (const question of Object.keys(QUESTIONS))
    console.log(`${question.padEnd(14)} ${yes.get(question) ?? 0} of ${judged}`);
  console.log(
    `\n${usage.calls} calls, ${usage.inputTokens} + ${usage.outputTokens} tokens, ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  if (judged > 0) return 0;
  console.error('Not one letter was judged.');
  return 1;
}

function lettersIn(text: string): z.infer<typeof LetterSchema>[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  try {
    return lines.map((line) => LetterSchema.parse(JSON.parse(line)));
  } catch {
    return null;
  }
}

function refuse(why: string): number {
  console.error(why);
  return 2;
}

process.exitCode = await main();
