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

/** What `npm run demo` says around the recorded interview. @param about who is interviewed, a sentence */
export function demoBegins(about: string): string {
  return `This is a recording, played through the real program. ${about}`;
}

export const DEMO_KEYS = 'Enter skips a pause, Ctrl-C ends it.';

export const DEMO_ENDS =
  'That was a recording, and nothing of it is kept. For an interview like this with your own model, see "A model" in README.md: take a key or start a local server such as Ollama, then run npm start.';
