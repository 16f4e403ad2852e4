/**
 * Checks whether a language model reads well enough: `npm run model:check`. Checks the configured model, or else a local
 * one. Prints what it found and missed, tokens and seconds. Exits 0 if it is good, 1 if it
 * is not, and 2 if there is nothing to check.
 */
import { existsSync } from 'node:fs';
import { type Config, configure, type ModelConfig } from '../src/config.ts';
import { configOf, LOADING, tryOut } from '../src/language-model.ts';
import { findLocalModel } from '../src/model/local.ts';
import { localModelWords, startFaults } from '../src/prompts/terminal-texts.ts';
import type { TriedMessage } from '../src/reader/trial.ts';

const MARKS = { right: '+', missed: '-', wrong: '!' } as const;

async function main(): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configured = configure(process.env);
  if ('faults' in configured) {
    console.error(startFaults(configured.faults));
    return 2;
  }
  const model = await modelToCheck(configured.config);
  if (model === null) {
    console.log(localModelWords().nothingToCheck);
    return 2;
  }
  console.log(`${model.reading} at ${model.baseUrl}, at most ${model.readingTime / 1000} s for a message`);
  console.log('+ right   - missed   ! wrong\n');
  const trial = await tryOut(model, LOADING);
  for (const message of trial.messages) console.log(`${linesOf(message).join('\n')}\n`);
  console.log(`${trial.tokens} tokens, ${trial.seconds.toFixed(1)} s`);
  console.log(localModelWords().verdict(model.reading, trial));
  return trial.outcome === 'good' ? 0 : 1;
}

async function modelToCheck({ model, local }: Config): Promise<ModelConfig | null> {
  if (model !== null && model !== 'local') return model;
  const found = await findLocalModel(local.ports);
  return found && configOf(found, local);
}

function linesOf({ id, findings, why, tokens, seconds }: TriedMessage): string[] {
  return [
    `${id}: ${tokens} tokens, ${seconds.toFixed(1)} s${why === null ? '' : `, not read (${why})`}`,
    ...findings.map(({ what, result }) => `  ${MARKS[result]} ${what}`),
  ];
}

process.exitCode = await main();
