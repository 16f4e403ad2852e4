/** The letter without a model: one row of the table per sentence or figure, the candidate's text as typed. */
import type { Edit } from '../machine/edits.ts';
import { type Figure, type Hidden, mainFigureId, type Sheet, slotOfFigure, textOf } from '../machine/sheet.ts';
import { CONTRACT, CONTRACT_STORY, type Metric } from '../machine/slots.ts';
import { sentencesIn } from '../text/sentences.ts';
import { applyEdits } from './edit.ts';
import { figureSentence } from './figure-sentence.ts';
import type { Letter, Sentence } from './letter.ts';
import { hides, redact, redacted } from './redact.ts';
import { VERB_LOOKALIKES, VERBS } from './verbs.ts';
import { finished, tidied, uncapital, withoutArticle } from './wording.ts';

/** What a template makes of a sheet: a text of one or more sentences. */
interface Draft {
  readonly key: string;
  readonly slots: readonly string[];
  readonly text: string;
}

interface Row {
  readonly topic: string;
  readonly paragraph: number;
  readonly drafts: (sheet: Sheet) => readonly Draft[];
}

const asTyped = (slot: string) => (sheet: Sheet) => draft(slot, textOf(sheet, slot));
const figures = (topic: Metric) => (sheet: Sheet) => [
  ...figureDrafts(sheet, topic),
  ...draft(`${topic}.words`, textOf(sheet, `${topic}.words`)),
];
const row = (topic: string, paragraph: number, drafts: Row['drafts']): Row => ({ topic, paragraph, drafts });

/** The order of the letter's sentences. A new topic is one row. */
export const SENTENCE_ORDER: readonly Row[] = [
  row('role', 1, applying),
  row('company', 1, asTyped('company.choice')),
  row('company', 1, asTyped('company.view')),
  row('system', 2, systemBuilt),
  row('system', 2, systemBefore),
  row('system', 2, asTyped('system.part')),
  row('reliability', 2, figures('reliability')),
  row('latency', 2, figures('latency')),
  row('throughput', 2, figures('throughput')),
  ...[CONTRACT_STORY, ...CONTRACT].map((slot) => row('contract', 3, asTyped(slot))),
  row('background', 4, asTyped('background')),
  row('closing', 5, asTyped('closing')),
];

export interface Composition {
  readonly sheet: Sheet;
  readonly edits: readonly Edit[];
  readonly date: Date;
}

/** The whole letter, redacted, with the candidate's changes. It may have no paragraph at all. */
export function composeLetter({ sheet, edits, date }: Composition): Letter {
  const numbers = [...new Set(SENTENCE_ORDER.map(({ paragraph: number }) => number))];
  const paragraphs = numbers.map((number) => ({
    sentences: sentencesOfRows(sheet, ({ paragraph: other }) => other === number),
  }));
  const name = tidied(textOf(sheet, 'contact.name') ?? '');
  const letter: Letter = {
    heading: heading(sheet, name, date),
    greeting: greeting(sheet),
    paragraphs: paragraphs.filter(({ sentences }) => sentences.length > 0),
    signOff: name === '' ? 'Kind regards' : `Kind regards,\n${name}`,
  };
  return applyEdits(
    letter,
    edits.flatMap((edit) => redactedEdit(edit, sheet.hidden, name)),
  );
}

/** The sentences of a topic as they stand in the letter. */
export function paragraph(sheet: Sheet, topic: string): Sentence[] {
  return sentencesOfRows(sheet, ({ topic: other }) => other === topic);
}

function sentencesOfRows(sheet: Sheet, isWanted: (row: Row) => boolean): Sentence[] {
  const said = new Set<string>();
  // One answer may have filled two slots.
  const isNew = ({ text }: Sentence) => said.size < said.add(text).size;
  return SENTENCE_ORDER.filter(isWanted)
    .flatMap(({ drafts }) => drafts(sheet))
    .flatMap(({ key, slots, text }) => {
      const texts = sentencesOf(text);
      return texts.flatMap((one, at) => {
        const { text: shown, removed } = redacted(finished(one), sheet.hidden);
        // What a hidden value left a hole in can't be trusted to read well.
        if (removed) return [];
        return [{ text: shown, slots: [...slots], key: texts.length === 1 ? key : `${key}#${at + 1}`, edited: false }];
      });
    })
    .filter(isNew);
}

/** Sentences, tidied, without empty ones. */
function sentencesOf(text: string): readonly string[] {
  return sentencesIn(text)
    .map(tidied)
    .filter((one) => one !== '');
}

function draft(key: string, text: string | null, slots: readonly string[] = [key]): readonly Draft[] {
  return text === null || text.trim() === '' ? [] : [{ key, slots, text }];
}

/** A name as the letter may say it; null where there is none, or it is hidden without a stand-in. */
function nameOf(sheet: Sheet, slot: string): string | null {
  const name = tidied(textOf(sheet, slot) ?? '').replace(/[\s.,;:!]+$/u, '');
  const { text, removed } = redacted(name, sheet.hidden);
  if (removed || text === '') return null;
  // In the middle of a sentence the stand-in is no sentence of its own: "a payments company".
  return text === name ? name : redact(`: ${name}`, sheet.hidden).slice(2);
}

const APPLYING = ["i'm applying", 'i’m applying', 'i am applying', "i'm writing", 'i’m writing', 'i am writing'];

function applying(sheet: Sheet): readonly Draft[] {
  const choice = tidied(textOf(sheet, 'company.choice') ?? '').toLowerCase();
  if (APPLYING.some((start) => choice.startsWith(start))) return [];
  const [position, company, team] = ['role.position', 'role.company', 'role.team'].map((slot) => nameOf(sheet, slot));
  if (!position && !company) return [];
  const title = withoutArticle(withoutEnd(position ?? '', ['role', 'position', 'job']));
  const unit = withoutArticle(withoutEnd(team ?? '', ['team']));
  const isNamed = unit === '' || title.toLowerCase().includes(unit.toLowerCase());
  const text = [
    title === '' ? 'I am applying for a role' : `I am applying for the ${title} role`,
    isNamed ? '' : ` on the ${unit} team`,
    company ? ` at ${company}` : '',
  ].join('');
  const slots = ['role.position', 'role.team', 'role.company'].filter((slot) => textOf(sheet, slot) !== null);
  return draft('role.position', finished(text), slots);
}

/** Without the word at the end, in any case: "Backend Engineer role". */
function withoutEnd(text: string, ends: readonly string[]): string {
  const words = text.split(' ');
  return words.length > 1 && ends.includes((words.at(-1) ?? '').toLowerCase()) ? words.slice(0, -1).join(' ') : text;
}

/** How a whole sentence of the candidate begins: it stands behind "At {employer}" without a colon. */
const SUBJECTS = ['i', 'we', 'my team', 'our team', 'a colleague', 'two colleagues'];

function systemBuilt(sheet: Sheet): readonly Draft[] {
  const [first = '', ...rest] = sentencesOf(textOf(sheet, 'system.what') ?? '');
  const named = textOf(sheet, 'system.employer') ?? '';
  const employer = nameOf(sheet, 'system.employer');
  // The employer may be told in any of the sentences.
  const isNamed = named === '' || hides([first, ...rest].join(' '), [{ value: named, say: null }]);
  const where = employer === null || isNamed ? '' : `At ${employer}`;
  const slots = isNamed ? ['system.what'] : ['system.employer', 'system.what'];
  return draft('system.what', [completed(first, where), ...rest].map(finished).join('\n'), slots);
}

/** "I …" completed, with the employer in front. */
function completed(text: string, where: string): string {
  if (startsWithVerb(text)) return `${where} I ${uncapital(text)}`.trim();
  const words = text.toLowerCase().replace('’', "'");
  const subject = SUBJECTS.find((start) => words.startsWith(`${start} `) || words.startsWith(`${start}'`));
  if (subject === 'i') return `${where} I${text.slice(1)}`.trim();
  if (where === '') return text;
  return subject === undefined ? `${where}: ${text}` : `${where} ${uncapital(text)}`;
}

/** "rebuilt the billing pipeline", "mostly owned …", but not "distributed tracing for all services". */
function startsWithVerb(text: string): boolean {
  const words = text.toLowerCase().split(' ');
  const at = words.findIndex((word) => !VERB_LOOKALIKES.adverbs.has(word));
  const verb =
    (words[at] ?? '')
      .split('-')
      .at(-1)
      ?.replace(/\P{L}+$/u, '') ?? '';
  if (VERBS.has(verb)) return true;
  if (!verb.endsWith('ed') || VERB_LOOKALIKES.nouns.has(verb)) return false;
  return !VERB_LOOKALIKES.adjectives.has(verb) || VERB_LOOKALIKES.objects.has(words[at + 1] ?? '');
}

function systemBefore(sheet: Sheet): readonly Draft[] {
  const [first = '', ...rest] = sentencesOf(textOf(sheet, 'system.before') ?? '');
  const isOpen = /^\p{Ll}/u.test(first) && !first.startsWith('before');
  return draft('system.before', [isOpen ? `Before that, ${first}` : first, ...rest].map(finished).join('\n'));
}

function figureDrafts(sheet: Sheet, topic: Metric): readonly Draft[] {
  const all = sheet.figures.filter((figure) => figure.topic === topic);
  const isMain = ({ id }: Figure) => id === mainFigureId(topic);
  return [...all.filter(isMain), ...all.filter((figure) => !isMain(figure))].flatMap((figure) =>
    draft(figure.id, figureSentence(figure), figureSlots(figure)),
  );
}

function figureSlots(figure: Figure): readonly string[] {
  const { id, topic, now, before, percentile, measure } = figure;
  if (id !== mainFigureId(topic)) return [slotOfFigure(figure)];
  const parts = { now: now ?? figure.sentence, before, percentile, measure };
  return Object.entries(parts).flatMap(([part, value]) => (value === null ? [] : [`${topic}.${part}`]));
}

function heading(sheet: Sheet, name: string, date: Date): string[] {
  const contact = [name, nameOf(sheet, 'contact.email'), nameOf(sheet, 'contact.location')];
  const line = contact.filter((part) => part !== null && part !== '').join(' · ');
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return [line, day.format(date)].filter((part) => part !== '');
}

const READERS: ReadonlySet<string> = new Set(
  'hiring team manager recruiting recruiter talent committee all'.split(' '),
);
const SALUTATIONS: ReadonlySet<string> = new Set(['dear', 'hi', 'hello', 'hey']);

function greeting(sheet: Sheet): string {
  const typed = tidied(textOf(sheet, 'role.addressee') ?? '');
  // A stand-in is no way to address somebody.
  const isHidden = (text: string) => hides(text, sheet.hidden);
  const reader = withoutArticle(typed.split(',', 1)[0]?.replace(/[\s.;:!]+$/u, '') ?? '');
  if (reader !== '' && !isHidden(reader)) {
    const words = reader.toLowerCase().split(' ');
    if (SALUTATIONS.has(words[0] ?? '') && words.length > 1) return `${reader},`;
    return `Dear ${words.every((word) => READERS.has(word)) ? reader.toLowerCase() : reader},`;
  }
  const company = tidied(textOf(sheet, 'role.company') ?? '').replace(/[\s,;:]+$/u, '');
  if (company === '') return 'Hello,';
  return isHidden(company) ? 'Dear hiring team,' : `Dear ${withoutEnd(company, ['team'])} team,`;
}

/** The change without anything hidden; none where that would leave a hole. The candidate's own name stays. */
function redactedEdit(edit: Edit, hidden: readonly Hidden[], name: string): readonly Edit[] {
  if (!('text' in edit)) return [edit];
  const lines = edit.text
    .split('\n')
    .map((line) => (line.trim() === name ? { text: line, removed: false } : redacted(line, hidden)));
  if (lines.every(({ removed }) => !removed)) return [{ ...edit, text: lines.map(({ text }) => text).join('\n') }];
  return edit.type === 'rewrite' ? [{ type: 'cut', key: edit.key }] : [];
}
