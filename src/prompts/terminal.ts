/** What is said at the terminal besides the interview itself: of lines, of the start, and of a language model found there. */
import type { Language } from '../machine/language.ts';
import { LOCALES, wordsOf } from './words.ts';

const LINE_FAULTS = {
  'too-long': 'That line is longer than 16 MB.',
  'not-json': 'That line is not JSON. Send one JSON object per line, such as {"type":"text","text":"Hello"}.',
  'not-an-object': 'That line is not a JSON object. Send one such as {"type":"text","text":"Hello"}.',
  type: 'The "type" of that line is unknown. Use "text", "choice", "command", "edit" or "file".',
  place: 'The "place" of that line must be "terminal:" and a name of 1 to 200 characters, without control characters.',
  event: 'The "event" of that line must be a string of 1 to 256 characters, or be left out.',
  id: 'The "id" of that line must be a string of 1 to 256 characters.',
  text: 'The "text" of that line must be a string.',
  name: 'The "name" of that line must be a string of 1 to 256 characters.',
  rest: 'The "rest" of that line must be a string, or be left out.',
  of: 'The "of" of that line must be a whole number from 1: the position of the edited message.',
  path: 'The "path" of that line must be a string: where the file is on this machine.',
} as const;

/** What can be wrong with a line: the line as a whole, or the field of that name. */
export type LineFault = keyof typeof LINE_FAULTS;

export function isLineFault(name: PropertyKey): name is LineFault {
  return Object.hasOwn(LINE_FAULTS, name);
}

/** Says what is wrong with a line, without quoting it. */
export function lineNotTaken(fault: LineFault): string {
  return `${LINE_FAULTS[fault]} The line was ignored. Please fix it and send it again.`;
}

export function terminalWords(language: Language = 'en') {
  return wordsOf('terminal', language);
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

const PLACES = ['Ollama', 'LM Studio', 'llama.cpp'];

interface Tried {
  readonly outcome: 'good' | 'poor' | 'failed';
  readonly why?: 'timeout' | 'busy' | 'refused' | 'unauthorized' | 'unreachable' | 'malformed' | 'spent' | 'too-long';
  readonly right: number;
  readonly of: number;
}

export function localModelWords(language: Language = 'en') {
  const say = wordsOf('local-model', language);
  const places = new Intl.ListFormat(LOCALES[language], { type: 'disjunction' }).format(PLACES);
  return {
    /** The question is the last paragraph. */
    offer: (model: string, server: string) => say('offer', { model, server }),
    tried: (model: string) => say('tried', { model }),
    /** Where it is used. @param file where the answer is kept; null where nobody was asked */
    used: (model: string, server: string, file: string | null) =>
      `${say('used', { model, server })}${file === null ? '' : say('ask-again', { file })}`,
    /** One sentence on how a trial ended. */
    verdict(model: string, { outcome, why = 'unreachable', right, of }: Tried): string {
      if (outcome !== 'failed') return say(outcome, { model, right, of });
      return say(why === 'spent' ? 'malformed' : why, { model });
    },
    /** After why no model is used. */
    guided: say('guided'),
    /** To somebody who wants the model. @param file where their answer is kept */
    triedAgain: (file: string) => say('tried-again', { file }),
    none: say('none', { places }),
    nothingToCheck: say('nothing', { places }),
    yes: say('yes'),
    no: say('no'),
    yesOrNo: say('yes-or-no'),
  };
}
