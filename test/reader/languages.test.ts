/** Orders, phrases, roles and figures as they are typed in the languages beside English. */
import { describe, expect, test } from 'vitest';
import { figureSentence } from '../../src/letter/figure-sentence.ts';
import type { Command } from '../../src/machine/commands.ts';
import { EMPTY_SHEET, patched } from '../../src/machine/sheet.ts';
import { readFigure } from '../../src/reader/figure-answer.ts';
import { readOrder } from '../../src/reader/letter-orders.ts';
import { readNames } from '../../src/reader/name-answers.ts';
import { phraseIn } from '../../src/text/phrases.ts';

const SENTENCES = ['One Kafka.', 'Two.', 'Three.', 'Four.'].map((text, at) => ({ key: `k${at + 1}`, text }));

const cut = (key: string): Command => ({ type: 'edit-letter', edit: { type: 'cut', key } });
const move = (key: string, to: number): Command => ({ type: 'edit-letter', edit: { type: 'move', key, to } });
const rewrite = (key: string, text: string): Command => ({
  type: 'edit-letter',
  edit: { type: 'rewrite', key, text, source: 'm' },
});
const add = (after: string, text: string): Command => ({
  type: 'edit-letter',
  edit: { type: 'add', key: 'added:m', after, text, source: 'm' },
});

test.each<readonly [string, Command]>([
  ['streiche 4', cut('k4')],
  ['verschiebe 4 auf 2', move('k4', 2)],
  ['nach 2: Ein neuer Satz.', add('k2', 'Ein neuer Satz.')],
  ['2: Ein neuer Satz.', rewrite('k2', 'Ein neuer Satz.')],
  ['ersetze Kafka durch Pulsar', rewrite('k1', 'One Pulsar.')],
  ['ersetze „Kafka“ durch „Pulsar“', rewrite('k1', 'One Pulsar.')],
  ['streiche Satz 4', cut('k4')],
  ['streich bitte 4', cut('k4')],
  ['verschiebe Satz 4 auf 2', move('k4', 2)],
  ['nach Satz 2: Ein neuer Satz.', add('k2', 'Ein neuer Satz.')],
  ['supprime la phrase 4', cut('k4')],
  ['déplace la phrase 4 en 2', move('k4', 2)],
  ['après la phrase 2 : Une phrase.', add('k2', 'Une phrase.')],
  ['remplace « Kafka » par « Pulsar »', rewrite('k1', 'One Pulsar.')],
  ['borra 4', cut('k4')],
  ['mueve 4 a 2', move('k4', 2)],
  ['después de 2: Una frase.', add('k2', 'Una frase.')],
  ['reemplaza Kafka por Pulsar', rewrite('k1', 'One Pulsar.')],
  ['supprime 4', cut('k4')],
  ['déplace 4 en 2', move('k4', 2)],
  ['après 2 : Une phrase.', add('k2', 'Une phrase.')],
  ['2 : Une phrase.', rewrite('k2', 'Une phrase.')],
  ['remplace Kafka par Pulsar', rewrite('k1', 'One Pulsar.')],
  ['apaga 4', cut('k4')],
  ['move 4 para 2', move('k4', 2)],
  ['depois de 2: Uma frase.', add('k2', 'Uma frase.')],
  ['troca Kafka por Pulsar', rewrite('k1', 'One Pulsar.')],
])('%j is an order', (text, command) => {
  expect(readOrder(text, 'm', SENTENCES, false)).toEqual([command]);
});

test.each([
  'cut 2 to 4',
  'streiche 2 bis 4',
  'lösche 2, 3 und 4',
  'supprime les phrases 2 à 4',
  'supprime 2, 3 et 4',
  'borra 2, 3 y 4',
  'apaga as frases 2 a 4',
])('%j cuts three sentences', (text) => {
  expect(readOrder(text, 'm', SENTENCES, false)).toEqual(['k2', 'k3', 'k4'].map(cut));
});

test('a word is not replaced within another one', () => {
  const sentences = [{ key: 'k1', text: 'Das hab ich gebaut, und ich habe es betrieben.' }];
  expect(readOrder('ersetze hab durch habe', 'm', sentences, false)).toEqual([
    rewrite('k1', 'Das habe ich gebaut, und ich habe es betrieben.'),
  ]);
});

test.each([
  ['überspringen', 'decline'],
  ['Zurück', 'back'],
  ['ändern', 'fix'],
  ['rückgängig', 'undo'],
  ['Schreiben', 'write'],
  ['Passt', 'yes'],
  ['nein', 'no'],
  ['weiß nicht', 'decline'],
  ['passer', 'decline'],
  ['je sais pas', 'decline'],
  ["c'est bon", 'yes'],
  ['passt so', 'yes'],
  ["rien d'autre", 'no'],
  ["das war's", 'no'],
  ['retour', 'back'],
  ['corriger', 'fix'],
  ['annuler', 'undo'],
  ['écrire', 'write'],
  ["d'accord", 'yes'],
  ['saltar', 'decline'],
  ['atrás', 'back'],
  ['cambiar', 'fix'],
  ['deshacer', 'undo'],
  ['escribir', 'write'],
  ['sí', 'yes'],
  ['no sé', 'decline'],
  ['pular', 'decline'],
  ['voltar', 'back'],
  ['mudar', 'fix'],
  ['desfazer', 'undo'],
  ['escrever', 'write'],
  ['não', 'no'],
  ['bitte überspringen', 'decline'],
])('%j is understood', (text, phrase) => {
  expect(phraseIn(text)).toBe(phrase);
});

test.each([
  ['de', 'Backend-Entwicklerin bei Kestrel Bank', 'Backend-Entwicklerin', 'Kestrel Bank'],
  ['fr', 'Développeuse backend à la MAIF', 'Développeuse backend', 'MAIF'],
  ['fr', 'Ingénieure backend chez Harbour Grid', 'Ingénieure backend', 'Harbour Grid'],
  ['es', 'Líder técnico en pagos en Harbour Grid', 'Líder técnico en pagos', 'Harbour Grid'],
  ['pt', 'Engenheira de Software no Banco do Brasil', 'Engenheira de Software', 'Banco do Brasil'],
] as const)('in %s, %j is a position and a company', (language, text, position, company) => {
  const role = 'role.position+role.company';
  const commands = readNames({ text, source: 'm', slot: role, step: role, language });
  expect(commands.map((command) => command.type === 'set' && command.value.text)).toEqual([position, company]);
});

describe('a figure with both sides', () => {
  test.each([
    ['de', 'von 400 auf 9.500 Messwerte pro Sekunde'],
    ['de', '9.500 Messwerte pro Sekunde statt 400'],
    ['fr', 'de 400 à 9 500 relevés par seconde'],
    ['es', 'de 400 a 9.500 lecturas por segundo'],
    ['pt', 'de 400 para 9.500 leituras por segundo'],
  ] as const)('in %s: %j', (language, text) => {
    const sheet = { ...EMPTY_SHEET, language };
    const commands = readFigure({ text, source: 'm', topic: 'throughput', part: 'now', figure: null, sheet });
    const set = commands.find((command) => command.type === 'set-figure');
    expect([set?.patch.before?.quantity.value, set?.patch.now?.quantity.value]).toEqual([400, 9_500]);
  });
});

describe('a figure that is told in a sentence', () => {
  test.each([
    [
      'de',
      'reliability',
      'Doppelte Buchungen gingen von 12 auf 3 pro Quartal zurück',
      'Doppelte Buchungen: von 12 auf 3 pro Quartal.',
    ],
    ['de', 'reliability', 'Fehlbuchungen: früher 120, jetzt 3 pro Monat', 'Fehlbuchungen: von 120 auf 3 pro Monat.'],
    ['de', 'reliability', 'Fehlbuchungen pro Monat: 120 -> 3', 'Fehlbuchungen: von 120 auf 3 pro Monat.'],
    ['de', 'reliability', '3 Ausfälle im Jahr statt 12', 'Heute sind es 3 Ausfälle pro Jahr statt früher 12.'],
    ['de', 'reliability', 'jetzt nur noch 1 Ausfall im Jahr', 'Heute ist es 1 Ausfall pro Jahr.'],
    ['de', 'reliability', 'Fehlerrate unter 0,1 %, vorher 2 %', 'Fehlerrate: von 2 % auf unter 0,1 %.'],
    ['de', 'latency', 'Abfrage p99 von ca. 2,4 Sek. auf etwa 310ms', 'Abfrage (p99): von etwa 2,4 s auf etwa 310 ms.'],
    ['de', 'latency', 'im Schnitt 80 ms statt 1,2 Sek', 'Im Durchschnitt dauert es 80 ms statt früher 1,2 s.'],
    ['de', 'throughput', '30.000 Bestellungen täglich', 'Das System verarbeitet 30.000 Bestellungen pro Tag.'],
    ['de', 'throughput', '3 TB pro Tag', 'Das System verarbeitet 3 TB pro Tag.'],
    ['de', 'throughput', '500 TPS', 'Das System verarbeitet 500 Transaktionen pro Sekunde.'],
    ['de', 'latency', 'Eine Suche dauert jetzt 310 ms, vorher 2,4 s', 'Eine Suche: von 2,4 s auf 310 ms.'],
    [
      'es',
      'reliability',
      'Los pagos dobles bajaron de 12 a 3 por trimestre',
      'Los pagos dobles: de 12 a 3 por trimestre.',
    ],
    ['fr', 'reliability', 'Relevés perdus : de 1,2 % à 0,05 %', 'Relevés perdus : 0,05 %, contre 1,2 % auparavant.'],
    [
      'fr',
      'reliability',
      '3 incidents par trimestre au lieu de 12',
      'On compte 3 incidents par trimestre, contre 12 auparavant.',
    ],
    ['fr', 'reliability', 'taux d’erreur 0,1 % contre 2 % avant', 'Taux d’erreur : 0,1 %, contre 2 % auparavant.'],
    ['fr', 'latency', 'recherche : 310 ms au p95', 'Recherche (p95) : 310 ms.'],
    [
      'fr',
      'latency',
      'le temps de réponse est passé de 800 ms à environ 90 ms',
      'Le temps de réponse : environ 90 ms, contre 800 ms auparavant.',
    ],
    [
      'fr',
      'latency',
      'de la commande au colis : 3 jours au lieu de 5',
      'De la commande au colis, il faut 3 jours, contre 5 jours auparavant.',
    ],
    [
      'fr',
      'throughput',
      '9500 écritures par seconde contre 400 avant',
      'Le système traite 9 500 écritures par seconde, contre 400 auparavant.',
    ],
    ['fr', 'throughput', 'on traite 2 millions de colis par jour', 'Le système traite 2 millions de colis par jour.'],
    ['fr', 'throughput', '3 To par jour', 'Le système traite 3 To par jour.'],
    ['pt', 'latency', 'Uma busca demora 310 ms, antes 2,4 s', 'Uma busca: de 2,4 s para 310 ms.'],
  ] as const)('in %s: %j, %j', (language, topic, text, sentence) => {
    const sheet = { ...EMPTY_SHEET, language };
    const commands = readFigure({ text, source: 'm', topic, part: 'now', figure: null, sheet });
    const set = commands.find((command) => command.type === 'set-figure');
    expect(set && figureSentence(patched(null, `${topic}.1`, topic, set.patch), language)).toBe(sentence);
  });
});
