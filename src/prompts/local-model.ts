/** What is said about a language model on this machine: the offer, its trial, and why there is none. */

const PLACES = 'Ollama, LM Studio or llama.cpp';

/** The question is the last paragraph. */
export function localModelOffer(model: string, server: string): string {
  return `There's a language model on this machine: ${model} in ${server}. With it you can answer in your own words, several topics at once, and it writes the letter. Nothing leaves this machine.

Do you want to use it?`;
}

export const YES_OR_NO = 'Please answer yes or no.';

export function modelTried(model: string): string {
  return `I'm trying ${model} on three short messages. That can take a minute or two.`;
}

/** Where it is used. @param file where the answer is kept; null where nobody was asked */
export function modelUsed(model: string, server: string, file: string | null): string {
  const kept = file === null ? '' : ` To be asked again, delete ${file}.`;
  return `${model} in ${server} reads your messages and writes the letter.${kept}`;
}

const FAILED = {
  timeout: 'took too long to read a message',
  busy: 'was busy',
  refused: 'refused to answer',
  unauthorized: 'wants another key',
  unreachable: "couldn't be reached",
  malformed: 'gave no answer that can be used',
  spent: 'gave no answer that can be used',
  'too-long': "can't read a message of this length",
} as const;

interface Tried {
  readonly outcome: 'good' | 'poor' | 'failed';
  readonly why?: keyof typeof FAILED;
  readonly right: number;
  readonly of: number;
}

/** One sentence on how a trial ended. */
export function trialVerdict(model: string, { outcome, why, right, of }: Tried): string {
  const count = `${right} of ${of} right`;
  switch (outcome) {
    case 'good':
      return `${model} reads well enough: ${count}.`;
    case 'poor':
      return `${model} doesn't read well enough: ${count}.`;
    case 'failed':
      return `${model} ${FAILED[why ?? 'unreachable']}.`;
  }
}

/** After why no model is used. */
export const GUIDED_INSTEAD = 'The interview is guided instead, with small questions.';

/** To somebody who wants the model. @param file where their answer is kept */
export function triedAgain(file: string): string {
  return `I'll try it again at the next start. To be asked instead, delete ${file}.`;
}

export const NO_LOCAL_MODEL = `I found no language model of at least 3 billion parameters on this machine (${PLACES}).`;

export const NOTHING_TO_CHECK = `There's nothing to check. Start ${PLACES}, or set FOREWORD_MODEL.`;
