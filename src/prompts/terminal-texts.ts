/** Texts for the terminal outside the interview: input faults, start-up, and a local language model. */
import type { Language } from '../machine/language.ts';
import { localeOf, wordsOf } from './catalogues.ts';

const LINE_FAULTS: Readonly<Record<string, string>> = {
  'too-long': 'That line is longer than 16 MB.',
  'not-json': 'That line is not JSON. Send one JSON object per line, such as {"type":"text","text":"Hello"}.',
  'not-an-object': 'That line is not a JSON object. Send one such as {"type":"text","text":"Hello"}.',
  type: 'The "type" of that line is unknown. Use "text", "choice", "command", "edit" or "file".',
};

/** Describes a fault without quoting the line. @param fault of the whole line, or the name of the faulty field */
export function lineNotTaken(fault: string): string {
  const what = LINE_FAULTS[fault] ?? `The "${fault}" of that line is missing or has an unknown form.`;
  return `${what} The line was ignored. Please fix it and send it again.`;
}

export function terminalWords(language: Language = 'en') {
  return wordsOf('terminal', language);
}

/** For the operator: the components of a bot. @param model names and host; null if none is used */
export function runsOn(version: string, database: string, model: string | null): readonly string[] {
  return [
    `Foreword ${version} on Node ${process.versions.node}`,
    `Database: ${database}`,
    model === null ? 'No language model: interviews are guided' : `Language model at ${model}`,
  ];
}

export const STOPPED_EARLY = 'Stopped without waiting longer for what is under way; the next start goes on with it.';

/** Lists all faults in one message. */
export function startFaults(faults: readonly string[]): string {
  return ['Foreword could not start:', ...faults.map((fault) => `- ${fault}`)].join('\n');
}

/** The introduction of `npm run demo`. @param about a sentence about the interviewed person */
export function demoBegins(about: string): string {
  return `This is a recording, played through the real program. ${about}`;
}

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
  const places = new Intl.ListFormat(localeOf(language), { type: 'disjunction' }).format(PLACES);
  return {
    /** The question must be the last paragraph. */
    offer: (model: string, server: string) => say('offer', { model, server }),
    tried: (model: string) => say('tried', { model }),
    /** The model is used. @param file where the person's choice is stored; null if nobody was asked */
    used: (model: string, server: string, file: string | null) =>
      `${say('used', { model, server })}${file === null ? '' : say('ask-again', { file })}`,
    /** The result of a trial, in one sentence. */
    verdict(model: string, { outcome, why = 'unreachable', right, of }: Tried): string {
      if (outcome !== 'failed') return say(outcome, { model, right, of });
      return say(why === 'spent' ? 'malformed' : why, { model });
    },
    /** Follows the reason why no model is used. */
    guided: say('guided'),
    /** For a person who chose the model. @param file where that choice is stored */
    triedAgain: (file: string) => say('tried-again', { file }),
    none: say('none', { places }),
    nothingToCheck: say('nothing', { places }),
    yes: say('yes'),
    no: say('no'),
    yesOrNo: say('yes-or-no'),
  };
}
