/** What is said on every platform, and to whoever starts the program. */
import type { Language } from '../machine/language.ts';
import { type CATALOGUES, wordsOf } from './words.ts';

/** The commands, in the order of the menus in Telegram and Discord; Discord shows at most 100 characters of each. */
export type CommandName = keyof (typeof CATALOGUES)['en']['commands'];

/** When a message failed on our side. */
export function turnFailed(language: Language = 'en'): string {
  return wordsOf('said', language)('turn-failed');
}

/** For the operator: what a bot runs on. @param model names and host; null where none is used */
export function runsOn(version: string, database: string, model: string | null): readonly string[] {
  return [
    `Foreword ${version} on Node ${process.versions.node}`,
    `Database: ${database}`,
    model === null ? 'No language model: interviews are guided' : `Language model at ${model}`,
  ];
}

export const STOPPED_EARLY = 'Stopped without waiting longer for what is under way; the next start goes on with it.';

/** One message that names every fault. */
export function startFaults(faults: readonly string[]): string {
  return ['Foreword could not start:', ...faults.map((fault) => `- ${fault}`)].join('\n');
}
