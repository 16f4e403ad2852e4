import { expect, test } from 'vitest';
import { behindIntroduction } from '../../src/text/introductions.ts';

test.each([
  ['I would say it so: It handles 9,000 reservations.', 'It handles 9,000 reservations.'],
  ["I'd say something like: I can show you the spec.", 'I can show you the spec.'],
  ['It should say: "I can show you the spec."', 'I can show you the spec.'],
  ["I'd put it this way: It runs. It never stops at night.", 'It runs. It never stops at night.'],
  ['Ich würde es so schreiben: Er liest jede Meldung.', 'Er liest jede Meldung.'],
  ['Da sollte stehen: Er liest jede Meldung.', 'Er liest jede Meldung.'],
  ['Je dirais plutôt : Il lit chaque message.', 'Il lit chaque message.'],
  ['Yo diría: Lee todos los mensajes.', 'Lee todos los mensajes.'],
  ['Eu diria assim: Ele lê todas as mensagens.', 'Ele lê todas as mensagens.'],
])('the sentence behind words to the bot: %s', (text, told) => expect(behindIntroduction(text)).toBe(told));

test.each([
  'I had one rule: It must never lose a reading.',
  'I put all of it behind one lock: It never lost a reading.',
  'My colleagues say one thing: It never loses a reading.',
  'I would say: it handles 9,000 reservations.',
  'I would say: It runs.',
  'I would say: It handles 9,000 reservations',
  'I would say that we had one very simple rule: It must never lose a reading.',
  'I would say that it handles 9,000 reservations.',
  ': It handles 9,000 reservations.',
])('no such words: %s', (text) => expect(behindIntroduction(text)).toBeNull());
