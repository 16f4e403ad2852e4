/** What a command asks for: /letters, /hide, /export and the others. */
import { isCommand } from '../adapters/command.ts';
import { type Place, platformOf } from '../adapters/contract.ts';
import { askBack, remark } from '../machine/commands.ts';
import { type Interview, questionOf } from '../machine/interview.ts';
import { freeze } from '../machine/saved.ts';
import { remarkText } from '../prompts/remarks.ts';
import { SLOT_AT_MOST } from '../reader/kept.ts';
import { type Action, controlled, said, saying, words } from './action.ts';
import { languageAction } from './languages.ts';
import { lettersAction, lettersAgain } from './letter-messages.ts';
import type { Parts } from './parts.ts';
import { foundIn, standingOf } from './standing.ts';

/** @returns what a command, by its name in lower case, and the words behind it ask for */
export function createCommandAction({ store, now }: Pick<Parts, 'store' | 'now'>) {
  async function commandAction(place: Place, name: string, rest: string, state: Interview): Promise<Action> {
    if (!isCommand(name)) return saying(state, 'unknown-command');
    switch (name) {
      case 'start':
        return { kind: 'start' };
      case 'letter':
      case 'last': {
        const again = name === 'last' || state.value === 'letter' ? await store.letters(place) : [];
        const out = lettersAgain(again, state.context.sheet);
        if (out.length > 0) return { kind: 'words', out };
        return name === 'last'
          ? words(remarkText('no-letter', false, state.context.sheet.language))
          : { kind: 'start' };
      }
      case 'letters':
        return lettersAction(await store.letters(place), rest, state.context.sheet);
      case 'language':
        return languageAction(rest, state);
      case 'forget':
      case 'restart':
        // Where nothing can be asked, or a program talks, it is done at once.
        return rest === 'now' || !questionOf(state) ? controlled(name) : said([askBack({ kind: 'sure', of: name })]);
      case 'remind':
        return remindAction(place, state);
      case 'export':
        return exportAction(place, state);
      case 'skip': {
        const options = standingOf(state, now())?.question.options;
        const option = options?.find(({ id }) => id === 'skip' || id === 'no' || id === 'keep');
        return said(option?.does ?? [{ type: 'remark', remark: 'cannot-skip' }]);
      }
      case 'hide': {
        if (rest === '') return said([{ type: 'ask-back', pending: { kind: 'sentence', action: 'hide' } }]);
        if (rest.length > SLOT_AT_MOST) return said([remark('hidden-nowhere')]);
        const value = foundIn(state, rest, now()) ?? rest;
        return said([{ type: 'ask-back', pending: { kind: 'describe', value } }]);
      }
      default:
        return controlled(name);
    }
  }

  /** What stands asked besides is asked again afterwards. */
  function remindAction(place: Place, state: Interview): Action {
    if (platformOf(place) === 'terminal') return saying(state, 'no-reminder');
    if (state.value === 'new') return { kind: 'start' };
    const asked = state.context.pending.slice(-1).filter(({ kind }) => kind !== 'remind');
    return said([...asked, { kind: 'remind' } as const].map(askBack));
  }

  /** Everything that is kept of the place: the interview as it stands, and every letter that was delivered. */
  async function exportAction(place: Place, state: Interview): Promise<Action> {
    const letters = await store.letters(place);
    const content = JSON.stringify({ place, interview: freeze(state), letters }, null, 2);
    const { packed } = await import('../documents/files.ts');
    const bytes = await packed(
      content,
      letters.map(({ letter }) => letter),
      state.context.sheet.language,
    );
    return { kind: 'words', out: [{ kind: 'file', name: 'foreword-export.zip', mime: 'application/zip', bytes }] };
  }

  return commandAction;
}
