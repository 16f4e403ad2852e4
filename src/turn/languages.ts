/** How somebody changes the language: by the command, or in words. */
import { askBack, remark } from '../machine/commands.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import { type Language, languageOf } from '../machine/language.ts';
import { typedValue } from '../machine/sheet.ts';
import { slotKind } from '../machine/slots.ts';
import { languageNamedIn } from '../text/language-names.ts';
import { countWords, sentencesIn } from '../text/sentences.ts';
import { type Action, said } from './action.ts';

/** "/language de" and "/language Deutsch" change it at once. */
export function languageAction(rest: string, state: Interview): Action {
  const code = languageOf(rest);
  const language = languageNamedIn(rest)?.language ?? (rest.toLowerCase().startsWith(code) ? code : null);
  return language === null ? said([askBack({ kind: 'language' })]) : speaking(language, state);
}

function speaking(language: Language, state: Interview): Action {
  return said([{ type: 'language', language }, remark(state.value === 'new' ? 'welcome' : 'language-set')]);
}

/** A longer message that names a language wants something else; in words. */
const WISH_WORDS = 8;

/** A message that wants another language: sure where it is nothing but its name, else asked. Null for any other. */
export function languageWish(text: string, source: string, state: Interview): Action | null {
  const named = languageNamedIn(text);
  if (!named || named.language === state.context.sheet.language) return null;
  const question = questionOf(state);
  const isFirst = state.value === 'new';
  const isAnswer = question?.kind === 'slot' || question?.kind === 'open';
  if (!isFirst && !isAnswer) return null;
  // A company may be called that.
  const asksName = question?.kind === 'slot' && slotKind(question.slot) === 'name';
  if (named.isAlone && !asksName) return speaking(named.language, state);
  const isWish =
    countWords(text) <= WISH_WORDS &&
    (!asksName || named.isAlone) &&
    ![...'0123456789'].some((digit) => text.includes(digit));
  if (!isWish) return null;
  const offer = { language: named.language, text: isFirst ? null : typedValue(text, source, sentencesIn(text).length) };
  return said([...(isFirst ? [remark('welcome')] : []), askBack({ kind: 'language', offer })]);
}
