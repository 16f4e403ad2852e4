/** What is said about a language model on this machine: the offer, its trial, and why there is none. */
import type { Language } from '../machine/language.ts';
import { LOCALES, wordsOf } from './words.ts';

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
