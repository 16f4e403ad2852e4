/** Numbers of a sentence in another language: those of the sentence that it stands for, in whatever notation. */
import { numbersIn } from './quantities.ts';

/** Numbers up to here may be words. */
const WORDS_UP_TO = 12;

/** @returns the first number of the translation that the sentence doesn't have, or the reverse; null where all agree */
export function numberChangedIn(translation: string, sentence: string): string | null {
  const [told, said] = [valuesIn(translation), valuesIn(sentence)];
  const isIn = (values: readonly number[], all: readonly Told[]) =>
    all.some((one) => one.values.some((value) => values.includes(value)));
  const spelled = numbersIn(sentence).mentions.flatMap(({ readings }) => readings.map(({ value }) => value));
  const added = told.find(({ values }) => !isIn(values, said) && !values.some((value) => spelled.includes(value)));
  const lost = said.find(({ values }) => !isIn(values, told) && values.every((value) => value > WORDS_UP_TO));
  return (added ?? lost)?.text ?? null;
}

interface Told {
  readonly text: string;
  /** 1.250 is a thousand or a fraction. */
  readonly values: readonly number[];
}

function valuesIn(text: string): readonly Told[] {
  const all = text.match(/\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d(?:[\d.,'’]*\d)?/gu) ?? [];
  return all.map((digits) => {
    const plain = digits.split(' ').join('').replaceAll('\u00a0', '').replaceAll('\u202f', '');
    const values = numbersIn(plain).mentions.flatMap(({ readings }) => readings.map(({ value }) => value));
    return { text: digits, values: values.length > 0 ? values : [Number(plain.replace(',', '.'))] };
  });
}
