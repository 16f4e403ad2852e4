import { expect, test } from 'vitest';
import { EMPTY } from '../../src/machine/context.ts';
import { isCertainOrder, readOrder } from '../../src/reader/letter-orders.ts';
import { paragraphOrder } from '../../src/reader/paragraph-orders.ts';

const SENTENCES = [
  { key: 'role', text: 'I apply.', paragraph: 1 },
  { key: 'what#1', text: 'It is written in Go.', paragraph: 2 },
  { key: 'what#2', text: 'It runs on three nodes.', paragraph: 2 },
  { key: 'part', text: 'I wrote it in Go.', paragraph: 2 },
  { key: 'closing#1', text: 'Ask me.', paragraph: 3 },
  { key: 'closing#2', text: 'May I ask you?', paragraph: 3 },
];

/** The edit, as "split part"; the offered sentences, as "split? part"; or a remark. */
function read(text: string): string | null {
  const [command] = paragraphOrder(text, SENTENCES) ?? [];
  if (command?.type === 'edit-letter') return `${command.edit.type} ${'key' in command.edit ? command.edit.key : ''}`;
  if (command?.type === 'remark') return command.remark;
  const pending = command?.type === 'ask-back' ? command.pending : null;
  return pending?.kind === 'sentence' ? `${pending.action}? ${pending.only?.join(' ')}` : null;
}

const INSIDE = 'what#2 part closing#2';

test.each([
  ['new paragraph before 3', 'split what#2'],
  ['Please start a new paragraph after sentence 3.', 'split part'],
  ['split before 4', 'split part'],
  ['split paragraph 2 before 3', 'split what#2'],
  ['split the last paragraph before 6', 'split closing#2'],
  ["start a new paragraph after 'in go'", `split? ${INSIDE}`],
  ['new paragraph before 5', 'paragraph-there'],
  ['new paragraph after 6', 'paragraph-there'],
  ['put 3 in a paragraph of its own', 'split? what#2 part'],
  ['new paragraph before 3, and it should be shorter', 'split? what#2 part'],
  ['put the question in a separate paragraph', `split? ${INSIDE}`],
  ['split paragraph 2', 'split? what#2 part'],
  ['add a new paragraph after 3', 'split? what#2 part'],
  ['join paragraphs 2 and 3', 'join closing#1'],
  ['merge the second and third paragraphs', 'join closing#1'],
  ['join paragraph 3 with the previous one', 'join closing#1'],
  ['combine the last paragraph with the one before', 'join closing#1'],
  ['no new paragraph before 2', 'join what#1'],
  ['remove the paragraph break before 5', 'join closing#1'],
  ['join paragraphs 1 and 3', 'join? what#1 closing#1'],
  ['join paragraph 2', 'join? what#1 closing#1'],
  ['join the two last paragraphs', 'join? what#1 closing#1'],
  ['neuer Absatz vor 3', 'split what#2'],
  ['fang nach Satz 3 einen neuen Absatz an', 'split part'],
  ['verbinde Absatz 2 und 3', 'join closing#1'],
  ['nouveau paragraphe avant la phrase 3', 'split what#2'],
  ['fusionne les paragraphes 2 et 3', 'join closing#1'],
  ['nuevo párrafo antes de 3', 'split what#2'],
  ['une los párrafos 2 y 3', 'join closing#1'],
  ['novo parágrafo antes da frase 3', 'split what#2'],
  ['junta os parágrafos 2 e 3', 'join closing#1'],
  ['I split the monolith before I left', null],
  ['cut paragraph 2', null],
  ['join us', null],
  ['4: We split the paragraph before 3', null],
])('"%s": %s', (text, expected) => expect(read(text)).toBe(expected));

test('an order with a number is never the answer to a question', () => {
  const told = { id: 'm1', sentences: SENTENCES.slice(1, 4), context: EMPTY, letterText: () => '' };
  const text = 'new paragraph before 2';
  expect(isCertainOrder(text)).toBe(true);
  expect(readOrder({ ...told, text }, true)).toEqual([{ type: 'edit-letter', edit: { type: 'split', key: 'what#2' } }]);
  expect(readOrder({ ...told, text: 'Each tenant got a new paragraph.' }, true)).toBeNull();
});
