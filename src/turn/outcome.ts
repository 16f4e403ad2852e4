/** What a turn comes to: the next state, and what is said. */
import type { Outbound, Place } from '../adapters/contract.ts';
import { advance, type Interview, revive } from '../machine/interview.ts';
import { remarkText } from '../prompts/remarks.ts';
import type { Action } from './action.ts';
import { askOf } from './ask.ts';
import { sentAs } from './letter-messages.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';
import { standingOf } from './standing.ts';

export interface TurnOutcome {
  readonly next: Interview;
  readonly out: readonly Outbound[];
}

export function createOutcomes(parts: Pick<Parts, 'store' | 'adapterFor' | 'now'>) {
  /** What comes of an action, and what is said. */
  async function outcomeOf(
    action: Exclude<Action, { kind: 'forget' }>,
    before: Interview,
    place: Place,
  ): Promise<TurnOutcome> {
    const state = action.from ?? before;
    if (action.kind === 'words') return begun(state, action.out);
    if (action.kind === 'start') {
      if (state.value === 'new') return begun(state, []);
      // What an earlier process left unsent is about to be sent, and the question may be part of it.
      const waiting = await parts.store.unsent(place);
      return { next: state, out: waiting.some(({ message }) => message.kind === 'ask') ? [] : standsIn(state) };
    }
    const heard = advance(state, action.event);
    const next = action.after && heard.context.pending.length === 0 ? advance(heard, action.after) : heard;
    if (next === state) return begun(state, []);
    const { remarks, shown, sends, sheet, draft } = next.context;
    const isAbout = shown !== null || sends !== null || remarks.includes('why');
    const letters = isAbout ? await parts.store.letters(place) : [];
    const letter = (shown === null ? letters.at(-1) : letters[shown - 1]) ?? null;
    const how = {
      edition: letters.length,
      language: draft?.frame?.language ?? sheet.language,
      isPictured: parts.adapterFor(place)?.isShowingPictures === true,
    };
    const sent = sends && letter ? await sentAs(sends, letter, sheet, how) : [];
    const said = await Promise.all(speak(next, parts.now(), letter, before).map((one) => linked(one, place)));
    return { next, out: [...sent, ...said] };
  }

  /** Only messages can be linked to, and no taps or forms; and only where the platform does. */
  async function linked(message: Outbound, place: Place): Promise<Outbound> {
    if (message.kind !== 'say' || !message.links) return message;
    const { links, ...rest } = message;
    if (parts.adapterFor(place)?.canLink?.(place) !== true) return rest;
    const found = await Promise.all(links.map(({ message: id }) => parts.store.message(place, { id })));
    return { ...rest, links: links.filter((_, at) => found[at] != null) };
  }

  /** The question that stands; while a letter is written none does, and that is said in its place. */
  function standsIn(state: Interview): readonly Outbound[] {
    const stands = standingOf(state, parts.now());
    if (!stands) return [{ kind: 'say', text: remarkText('being-written', false, state.context.sheet.language) }];
    // What this turn noted was said already.
    return [{ ...askOf(state, stands), noted: [] }];
  }

  /** After `out`, what stands; where nothing was asked yet, the interview begins, so that nobody is left without a question. */
  function begun(state: Interview, out: readonly Outbound[]): TurnOutcome {
    if (state.value !== 'new') return { next: state, out: [...out, ...standsIn(state)] };
    const next = advance(state, { type: 'began' });
    return { next, out: [...out, ...speak(next, parts.now(), null)] };
  }

  return { outcomeOf, begun, standsIn };
}

/** A conversation is open from its beginning on, and as long as there is a model that reads. */
export function withReader(isOpen: boolean, state: Interview): Interview {
  const { open } = state.context;
  if (open === isOpen || (isOpen && state.value !== 'new')) return state;
  return revive(String(state.value), { ...state.context, open: isOpen });
}

/** A sentence to say, or nothing. */
export function saidOf(text: string | null): Outbound[] {
  return text === null ? [] : [{ kind: 'say', text }];
}
