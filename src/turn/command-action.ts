/** Actions of the commands (/letters, /hide, /export …), and of requests for another language, also in words. */
import { isCommand } from '../adapters/command.ts';
import { type Place, platformOf } from '../adapters/contract.ts';
import { letterText, placedSentences } from '../letter/letter.ts';
import { ASK_KEEP_OUT, askBack, remark, speak } from '../machine/commands.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import { LANGUAGES, type Language, languageOf } from '../machine/language.ts';
import { serialize } from '../machine/saved.ts';
import { slotKind } from '../machine/slots.ts';
import { isOrder } from '../prompts/catalogues.ts';
import { remarkText } from '../prompts/remarks.ts';
import { hideCommands } from '../reader/keep-out.ts';
import { withoutPlease } from '../text/phrases.ts';
import { foldAccents, trimPunctuation } from '../text/sentences.ts';
import { type Action, askingAgain, catalogueAction, controlAction, saidAction, sayAction } from './action.ts';
import { composedNow, currentQuestion, foundIn } from './current-question.ts';
import type { TurnDependencies } from './dependencies.ts';
import { lettersAction, resendLetters } from './letter-messages.ts';

/** @returns a function that converts a command (its name in lower case, and the words after it) to an action */
export function createCommandAction({
  store,
  now,
  adapterFor,
}: Pick<TurnDependencies, 'store' | 'now' | 'adapterFor'>) {
  async function commandAction(place: Place, name: string, rest: string, state: Interview): Promise<Action> {
    if (!isCommand(name)) return catalogueAction(state, 'unknown-command');
    switch (name) {
      case 'start':
        return { kind: 'start' };
      case 'letter':
      case 'last': {
        const again = name === 'last' || state.value === 'letter' ? await store.letters(place) : [];
        const out = resendLetters(again, state.context.sheet);
        if (out.length > 0) return { kind: 'words', out };
        return name === 'last'
          ? sayAction(remarkText('no-letter', false, state.context.sheet.language))
          : { kind: 'start' };
      }
      case 'letters':
        return lettersAction(
          await store.letters(place),
          rest,
          state.context.sheet,
          adapterFor(place)?.isShowingPictures === true,
        );
      case 'language':
        return languageAction(rest, state);
      case 'forget':
      case 'restart':
        // Without confirmation after "now", which programs send, and if nothing can be asked.
        return isOrder('now', rest) || !questionOf(state)
          ? controlAction(name)
          : saidAction([askBack({ kind: 'sure', of: name })]);
      case 'remind':
        return remindAction(place, state);
      case 'export':
        return exportAction(place, state);
      case 'skip': {
        const options = currentQuestion(state, now())?.question.options;
        const option = options?.find(({ id }) => id === 'skip' || id === 'no' || id === 'keep');
        return saidAction(option?.does ?? [remark('cannot-skip')]);
      }
      case 'hide': {
        if (rest === '') return saidAction([ASK_KEEP_OUT]);
        const inLetter = (words: string) => foundIn(state, words, now());
        const { context } = state;
        const letter = composedNow(state, now());
        const letters = { sentences: placedSentences(letter), letterText: () => letterText(letter), inLetter };
        return saidAction(hideCommands({ text: rest, ...letters, context }));
      }
      default:
        return controlAction(name);
    }
  }

  /** Asks when to remind. A pending question is asked again afterwards. */
  function remindAction(place: Place, state: Interview): Action {
    if (platformOf(place) === 'terminal') return catalogueAction(state, 'no-reminder');
    if (state.value === 'new') return { kind: 'start' };
    const asked = state.context.pending.slice(-1).filter(({ kind }) => kind !== 'remind');
    return saidAction([...asked, { kind: 'remind' } as const].map(askBack));
  }

  /** Exports everything stored for the place: the interview and all delivered letters. */
  async function exportAction(place: Place, state: Interview): Promise<Action> {
    const letters = await store.letters(place);
    const content = JSON.stringify({ place, interview: serialize(state), letters }, null, 2);
    const { zipUserData } = await import('../documents/letter-files.ts');
    const bytes = await zipUserData(
      content,
      letters.map(({ letter }) => letter),
      state.context.sheet.language,
    );
    return { kind: 'words', out: [{ kind: 'file', name: 'foreword-export.zip', mime: 'application/zip', bytes }] };
  }

  return async (place: Place, name: string, rest: string, state: Interview) =>
    askingAgain(await commandAction(place, name, rest, state), state);
}

/** "/language de" and "/language Deutsch" switch at once; "/language" asks. */
function languageAction(rest: string, state: Interview): Action {
  const code = languageOf(rest);
  const language = languageNamed(rest) ?? (rest.toLowerCase().startsWith(code) ? code : null);
  return language === null ? saidAction([askBack({ kind: 'language' })]) : speaking(language, state);
}

function speaking(language: Language, state: Interview): Action {
  if (state.value === 'new') return saidAction([{ type: 'language', language }]);
  return saidAction(speak(language, state.context.sheet));
}

/** Switches the language if a message is only its name, but not if it may be the name of a company. */
export function languageWish(text: string, state: Interview): Action | null {
  const language = languageNamed(text);
  if (language === null || language === state.context.sheet.language) return null;
  const question = questionOf(state);
  const isText = question?.kind === 'slot' && slotKind(question.slot) !== 'name';
  const isWish = isText || ['open', 'review', 'letter', 'language'].includes(question?.kind ?? '');
  return state.value === 'new' || isWish ? speaking(language, state) : null;
}

/** Languages by folded name, in every language, so that "portugues" matches too. */
const NAMES: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.flatMap((locale) => {
    const names = new Intl.DisplayNames(locale, { type: 'language' });
    return LANGUAGES.map((language) => [foldAccents(names.of(language) ?? language), language] as const);
  }),
);

/** @returns the language whose name is the whole text, in any language; null for none */
function languageNamed(text: string): Language | null {
  return NAMES.get(foldAccents(trimPunctuation(withoutPlease(text.trim()))).trim()) ?? null;
}
