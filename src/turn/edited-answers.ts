/** Applies the edits of a letter to its answers: a replaced or removed sentence may name the previous company. */
import { completeSentence } from '../letter/wording.ts';
import type { Story } from '../machine/context.ts';
import type { Edit } from '../machine/edits.ts';
import { formerKey } from '../machine/former-names.ts';
import type { Language } from '../machine/language.ts';
import { textOf, typedValue } from '../machine/sheet.ts';
import { OPTIONAL } from '../machine/slots.ts';
import { sentencesIn } from '../text/sentences.ts';

type Part = Pick<Story, 'values' | 'declined' | 'edits'>;

/** The template adds words to their first sentence, so an edit of that sentence is kept. */
const FRAMED = ['system.what', 'system.before'];

/** @param isNamed whether a sentence may name an earlier application; answers without such a sentence don't change */
export function withEdited(part: Part, language: Language, isNamed: (sentence: string) => boolean): Part {
  return Object.keys(part.values).reduce((told, slot) => {
    const text = textOf({ values: told.values, language }, slot) ?? '';
    const isOf = (edit: Edit) => (edit.type === 'rewrite' || edit.type === 'cut') && slotOf(edit.key) === slot;
    return told.edits.some(isOf) && sentencesIn(text).some(isNamed) ? edited(told, slot, sentencesIn(text)) : told;
  }, part);
}

function edited({ values, declined, edits }: Part, slot: string, sentences: readonly string[]): Part {
  const { [slot]: old, ...others } = values;
  const rewrites = edits.filter((edit) => edit.type === 'rewrite' && slotOf(edit.key) === slot);
  const cuts = edits.filter((edit) => edit.type === 'cut' && slotOf(edit.key) === slot);
  // The sentences that replace each old one.
  const told = sentences.map((sentence, at) => {
    const isThis = (edit: Edit) => 'key' in edit && numberOf(edit.key) === at + 1;
    const anew = rewrites.findLast(isThis);
    const texts = sentencesIn(anew?.type === 'rewrite' ? anew.text : sentence);
    const frame = at === 0 && FRAMED.includes(slot) ? anew : undefined;
    return cuts.some(isThis) ? { texts: [] } : { texts: frame ? texts.slice(0, 1) : texts, frame };
  });
  const all = told.flatMap(({ texts }) => texts).map(completeSentence);
  /** The key of the last sentence made from the first `count` old ones; the first sentence if there is none. */
  const keyBehind = (count: number) => {
    const number = told.slice(0, count).flatMap(({ texts }) => texts).length;
    return all.length === 0 ? null : formerKey(slot, Math.max(1, number), all.length);
  };
  const frame = told[0]?.frame;
  const kept = edits.flatMap((edit): Edit[] => {
    if (edit === frame && edit.type === 'rewrite') return [{ ...edit, key: formerKey(slot, 1, all.length) }];
    if (rewrites.includes(edit) || cuts.includes(edit)) return [];
    const isBehind = edit.type === 'add' && edit.after !== null && slotOf(edit.after) === slot;
    return isBehind ? [{ ...edit, after: keyBehind(numberOf(edit.after ?? '')) }] : [edit];
  });
  if (all.length === 0 || !old)
    return { values: others, declined: OPTIONAL.includes(slot) ? [...declined, slot] : declined, edits: kept };
  const value = typedValue(all.join(' '), old.source, all.length);
  return { values: { ...values, [slot]: value }, declined, edits: kept };
}

function slotOf(key: string): string {
  return key.split('#')[0] ?? '';
}

/** From 1. The key of an answer of one sentence has no number. */
function numberOf(key: string): number {
  return Number(key.split('#')[1] ?? 1);
}
