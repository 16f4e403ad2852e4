/** Letters in the languages other than English: numbers, salutations, dates and redaction. */
import { describe, expect, test } from 'vitest';
import { composeLetter } from '../../src/letter/compose.ts';
import { figureSentence } from '../../src/letter/figure-sentence.ts';
import { letterText } from '../../src/letter/letter.ts';
import { redact } from '../../src/letter/redact.ts';
import { figureText, quantityText } from '../../src/letter/render.ts';
import { explainLetter } from '../../src/letter/why.ts';
import type { Language } from '../../src/machine/language.ts';
import type { Quantity } from '../../src/machine/quantity.ts';
import { applyPatch, EMPTY_SHEET, type Sheet, typedValue } from '../../src/machine/sheet.ts';
import { readFigure } from '../../src/reader/figure-answer.ts';
import { readNames } from '../../src/reader/name-answers.ts';

const DATE = new Date('2026-11-29T12:00:00Z');

test.each<readonly [Language, Quantity, string]>([
  ['de', { value: 1.8, unit: 's' }, '1,8 s'],
  ['de', { value: 1_250_000, unit: '' }, '1,25 Millionen'],
  ['de', { value: 1, unit: 'min' }, '1 Minute'],
  ['de', { value: 15, unit: 'min' }, '15 Minuten'],
  ['de', { value: 0.05, unit: '%' }, '0,05 %'],
  ['de', { value: 1_200, unit: 'EUR' }, '1.200 €'],
  ['de', { value: 4.1e9, unit: 'Ereignisse' }, '4,1 Milliarden Ereignisse'],
  ['fr', { value: 72_000, unit: 'commandes', per: 'minute' }, '72 000 commandes par minute'],
  ['fr', { value: 2e6, unit: 'événements' }, "2 millions d'événements"],
  ['fr', { value: 2e6, unit: 'relevés' }, '2 millions de relevés'],
  ['fr', { value: 2e6, unit: 'hits' }, '2 millions de hits'],
  ['fr', { value: 2e6, unit: 'habitants' }, "2 millions d'habitants"],
  ['fr', { value: 3, unit: 'TB', per: 'day' }, '3 To par jour'],
  ['fr', { value: 12_000, unit: 'req', per: 'second' }, '12 000 requêtes par seconde'],
  ['de', { value: 12_000, unit: 'requests', per: 'second' }, '12.000 Anfragen pro Sekunde'],
  ['de', { value: 500, unit: 'transactions', per: 'second' }, '500 Transaktionen pro Sekunde'],
  ['es', { value: 72_000, unit: 'pedidos', per: 'day' }, '72.000 pedidos al día'],
  ['es', { value: 1e6, unit: 'lecturas' }, '1 millón de lecturas'],
  ['es', { value: 3, unit: 'hours' }, '3 horas'],
  ['es', { value: 4.1e9, unit: 'eventos' }, '4100 millones de eventos'],
  ['pt', { value: 1.5e6, unit: 'pedidos' }, '1,5 milhão de pedidos'],
  ['pt', { value: 4.1e9, unit: 'eventos' }, '4,1 bilhões de eventos'],
  ['pt', { value: 0.05, unit: '%' }, '0,05%'],
  ['pt', { value: 9_500, unit: 'leituras', per: 'second' }, '9.500 leituras por segundo'],
])('in %s, writes the quantity %j as %j', (language, quantity, text) => {
  expect(quantityText(quantity, language)).toBe(text);
});

const sheetOf = (language: Language, values: Readonly<Record<string, string>>): Sheet => ({
  ...EMPTY_SHEET,
  language,
  values: Object.fromEntries(Object.entries(values).map(([slot, text]) => [slot, typedValue(text, 'm')])),
});

test.each([
  ['de', { 'role.addressee': 'Frau Dr. Pohl' }, 'Sehr geehrte Frau Dr. Pohl,'],
  ['de', { 'role.addressee': 'Herr Pohl' }, 'Sehr geehrter Herr Pohl,'],
  ['de', { 'role.addressee': 'Annegret Pohl' }, 'Guten Tag Annegret Pohl,'],
  ['de', { 'role.addressee': 'Liebe Frau Pohl' }, 'Liebe Frau Pohl,'],
  ['de', { 'role.addressee': 'Recruiting-Team' }, 'Sehr geehrte Damen und Herren,'],
  ['de', { 'role.company': 'Acme' }, 'Sehr geehrte Damen und Herren,'],
  ['de', { 'role.addressee': 'Hr. Pohl' }, 'Sehr geehrter Herr Pohl,'],
  ['de', { 'role.addressee': 'Herrn Dr. Pohl' }, 'Sehr geehrter Herr Dr. Pohl,'],
  ['de', { 'role.addressee': 'M. Pohl' }, 'Guten Tag M. Pohl,'],
  ['fr', { 'role.addressee': 'Madame Pohl' }, 'Madame Pohl,'],
  ['fr', { 'role.addressee': 'Mme Pohl' }, 'Madame Pohl,'],
  ['fr', { 'role.addressee': 'M. Pohl' }, 'Monsieur Pohl,'],
  ['fr', { 'role.addressee': 'Annegret Pohl' }, 'Bonjour Annegret Pohl,'],
  ['fr', { 'role.company': 'Acme' }, 'Madame, Monsieur,'],
  ['es', { 'role.addressee': 'Sr. Pohl' }, 'Estimado Sr. Pohl:'],
  ['es', { 'role.company': 'Acme' }, 'Estimado equipo de Acme:'],
  ['es', {}, 'A quien corresponda:'],
  ['es', { 'role.addressee': 'la Sra. Ortega' }, 'Estimada Sra. Ortega:'],
  ['es', { 'role.addressee': 'Dra. Ortega' }, 'Estimada Dra. Ortega:'],
  ['es', { 'role.addressee': 'Dr. Ortega' }, 'Estimado Dr. Ortega:'],
  ['pt', { 'role.addressee': 'Dr. Souza' }, 'Prezado Dr. Souza,'],
  ['es', { 'role.addressee': 'Marta Ortega' }, 'Hola, Marta:'],
  ['es', { 'role.addressee': 'Marta Ortega Ruiz' }, 'Hola, Marta Ortega Ruiz:'],
  ['es', { 'role.addressee': 'Departamento de Tecnología' }, 'A la atención de Departamento de Tecnología:'],
  ['es', { 'role.addressee': 'el equipo de Pagos' }, 'Estimado equipo de Pagos:'],
  ['es', { 'role.addressee': 'Equipo de Pagos' }, 'Estimado equipo de Pagos:'],
  ['es', { 'role.addressee': 'Sra. Ortega y Sr. Pohl' }, 'Estimada Sra. Ortega, estimado Sr. Pohl:'],
  ['es', { 'role.addressee': 'la Sra. Quispe Rada' }, 'Estimada Sra. Quispe Rada:'],
  ['de', { 'role.addressee': 'Frau Krüger und Herr Weiß' }, 'Sehr geehrte Frau Krüger, sehr geehrter Herr Weiß,'],
  ['de', { 'role.addressee': 'Frau Krüger und Team' }, 'Sehr geehrte Frau Krüger und Team,'],
  ['de', { 'role.addressee': 'Herr Dr. Thomas Weiß' }, 'Sehr geehrter Herr Dr. Thomas Weiß,'],
  ['de', { 'role.addressee': 'Frau Dr. zur Mühlen' }, 'Sehr geehrte Frau Dr. zur Mühlen,'],
  ['de', { 'role.addressee': 'das Team Abrechnung' }, 'Sehr geehrte Damen und Herren,'],
  ['fr', { 'role.addressee': "l'équipe Paiements" }, 'Madame, Monsieur,'],
  ['fr', { 'role.addressee': 'Mme Krüger et M. Weiß' }, 'Madame Krüger, Monsieur Weiß,'],
  ['pt', { 'role.addressee': 'o time de Pagamentos' }, 'Olá, time de Pagamentos,'],
  ['pt', { 'role.addressee': 'Equipe de Pagamentos' }, 'Olá, equipe de Pagamentos,'],
  ['pt', { 'role.addressee': 'Sra. Souza e Sr. Lima' }, 'Prezada Sra. Souza, prezado Sr. Lima,'],
  ['es', { 'role.addressee': 'Don Luis García' }, 'Estimado don Luis García:'],
  ['es', { 'role.addressee': 'Marta' }, 'Hola, Marta:'],
  ['es', { 'role.company': 'el BBVA' }, 'Estimado equipo del BBVA:'],
  ['pt', { 'role.addressee': 'a Ana Moraes' }, 'Olá, Ana Moraes,'],
  ['pt', { 'role.company': 'Banco do Brasil' }, 'Prezada equipe Banco do Brasil,'],
  ['pt', { 'role.addressee': 'Sra. Pohl' }, 'Prezada Sra. Pohl,'],
  ['pt', { 'role.company': 'Acme' }, 'Prezada equipe Acme,'],
] as const)('in %s, greets %j with %j', (language, values, greeting) => {
  expect(composeLetter({ sheet: sheetOf(language, values), edits: [], date: DATE }).greeting).toBe(greeting);
});

test.each([
  ['de', 'Berlin, 29. November 2026', '29. November 2026'],
  ['fr', 'Berlin, le 29 novembre 2026', 'Le 29 novembre 2026'],
  ['es', 'Berlin, 29 de noviembre de 2026', '29 de noviembre de 2026'],
  ['pt', 'Berlin, 29 de novembro de 2026', '29 de novembro de 2026'],
] as const)('in %s, writes the date as %j with a place and as %j without one', (language, placed, bare) => {
  const dateOf = (values: Readonly<Record<string, string>>) =>
    composeLetter({ sheet: sheetOf(language, values), edits: [], date: DATE }).heading.at(-1);
  expect(dateOf({ 'contact.name': 'Jo', 'contact.location': 'Berlin' })).toBe(placed);
  expect(dateOf({})).toBe(bare);
});

test.each([
  [
    'de',
    'Stelle als Entwicklerin',
    'Nordwind AG',
    'Team Zahlungen',
    'als Entwicklerin im Team Zahlungen bei der Nordwind AG.',
  ],
  ['fr', 'poste de Tech Lead', 'MAIF', "l'équipe Paiements", "de Tech Lead dans l'équipe Paiements chez MAIF."],
  ['es', 'puesto de backend', 'Acme', 'equipo de pagos', 'al puesto de backend (equipo de pagos) en Acme.'],
  ['es', 'Backend Engineer', 'Acme', 'A Coruña', 'al puesto de Backend Engineer (equipo de A Coruña) en Acme.'],
  ['es', 'Backend Engineer', 'el BBVA', '', 'al puesto de Backend Engineer en el BBVA.'],
  ['pt', 'vaga de backend', 'Acme', 'time de Pagamentos', 'à vaga de backend (equipe de Pagamentos) na empresa Acme.'],
  ['pt', 'vaga de backend', 'Acme', 'time Pagamentos', 'à vaga de backend (equipe de Pagamentos) na empresa Acme.'],
  ['pt', 'Backend Engineer', 'Mercado Livre', '', 'à vaga de Backend Engineer na empresa Mercado Livre.'],
] as const)('in %s, applies for %j at %j (team: %j) with %j', (language, position, company, team, sentence) => {
  const sheet = sheetOf(language, { 'role.position': position, 'role.company': company, 'role.team': team });
  expect(letterText(composeLetter({ sheet, edits: [], date: DATE }))).toContain(sentence);
});

test.each([
  ['Stone', 'Na empresa Stone, reescrevi'],
  ['Banco do Brasil', 'Na empresa Banco do Brasil, reescrevi'],
  ['iFood', 'Em iFood, reescrevi'],
  ['uma fintech', 'Em uma fintech, reescrevi'],
] as const)('in Portuguese, writes the employer %j without an article: %j', (employer, start) => {
  const sheet = sheetOf('pt', { 'system.employer': employer, 'system.what': 'reescrevi a ingestão' });
  expect(letterText(composeLetter({ sheet, edits: [], date: DATE }))).toContain(start);
  const hidden = [{ value: employer, say: 'uma empresa de pagamentos' }];
  const letter = letterText(composeLetter({ sheet: { ...sheet, hidden }, edits: [], date: DATE }));
  expect(letter).toContain('Em uma empresa de pagamentos, reescrevi');
});

test.each([
  [
    'de',
    'bei der ',
    'Deutschen Bahn',
    'als Engineer bei der Deutschen Bahn.',
    'Bei der Deutschen Bahn habe ich es gebaut.',
  ],
  ['fr', "à l'", 'INSEE', "d'Engineer à l'INSEE.", "À l'INSEE, j'ai es gebaut."],
  ['pt', 'no ', 'Nubank', 'de Engineer no Nubank.', 'No Nubank, es gebaut.'],
] as const)('in %s, writes the typed words %j before %j', (language, lead, name, applying, built) => {
  const sheet = sheetOf(language, { 'role.position': 'Engineer', 'system.what': 'es gebaut' });
  const value = { ...typedValue(name, 'm'), lead };
  const values = { ...sheet.values, 'role.company': value, 'system.employer': value };
  const letter = (hidden: Sheet['hidden']) =>
    letterText(composeLetter({ sheet: { ...sheet, values, hidden }, edits: [], date: DATE }));
  for (const sentence of [applying, built]) expect(letter([])).toContain(sentence);
  for (const words of [lead, name]) expect(letter([{ value: name, say: 'Acme' }])).not.toContain(words + name);
});

test.each([
  ['de', 'im Durchschnitt 80 ms (Suche)'],
  ['fr', 'en moyenne 80 ms (Suche)'],
] as const)('in %s, lists an average as %j', (language, text) => {
  const now = { quantity: { value: 80, unit: 'ms' }, bound: null, tail: '', quote: '80 ms', source: 'm' };
  const patch = { measure: 'Suche', percentile: 'average', now };
  expect(figureText(applyPatch(null, 'latency.1', 'latency', patch), language)).toBe(text);
});

test('drops "at the beginning", which the sentence already says', () => {
  const side = (value: number, tail: string) => ({
    quantity: { value, unit: 'pesées', per: 'day' as const },
    ...{ bound: null, tail, quote: '', source: 'm' },
  });
  const patch = { before: side(3_000, 'au début'), now: side(12_000, '') };
  expect(figureSentence(applyPatch(null, 'throughput.1', 'throughput', patch), 'fr')).toBe(
    'Le système traite 12 000 pesées par jour, contre 3 000 auparavant.',
  );
});

test.each([
  ['de', 'vom Zähler bis zur Rechnung', 4, 4, 'Vom Zähler bis zur Rechnung dauert es unverändert 4 Sekunden.'],
  ['es', 'del contador a la factura', 4, 4, 'Del contador a la factura se tarda 4 segundos, sin cambios.'],
  [
    'fr',
    'du compteur à la facture',
    1,
    1.5,
    'Du compteur à la facture, il faut 1 seconde, contre 1,5 seconde auparavant.',
  ],
  ['pt', 'a busca', 4, 6, 'A busca passou de 6 segundos para 4 segundos.'],
  ['en', 'from meter to bill', 4, 4, 'The time from meter to bill stayed at 4 seconds.'],
  ['en', 'from meter to bill', 4, 6, 'The time from meter to bill fell from 6 seconds to 4 seconds.'],
] as const)('in %s, states that "%s" went from %i to %i', (language, measure, now, before, sentence) => {
  const side = (value: number) => ({
    quantity: { value, unit: 's' },
    ...{ bound: null, tail: '', quote: '', source: 'm' },
  });
  const patch = { measure, before: side(before), now: side(now) };
  expect(figureSentence(applyPatch(null, 'latency.1', 'latency', patch), language)).toBe(sentence);
});

test.each([
  ['fr', { 'role.addressee': 'Liebe Frau Pohl' }, 'Liebe Frau Pohl,'],
  ['de', { 'role.addressee': 'Hiring Manager' }, 'Sehr geehrte Damen und Herren,'],
  ['es', { 'role.addressee': 'Frau Pohl und Herr Weiß' }, 'Estimada Frau Pohl, estimado Herr Weiß:'],
] as const)('in %s, understands an addressee in another language: %j', (language, values, greeting) => {
  expect(composeLetter({ sheet: sheetOf(language, values), edits: [], date: DATE }).greeting).toBe(greeting);
});

test('lists a 1 without the plural unit of the other side', () => {
  const side = (value: number) => ({
    quantity: { value, unit: 'Ausfälle', per: 'month' as const },
    bound: null,
    tail: '',
    quote: '',
    source: 'm',
  });
  const figure = applyPatch(null, 'reliability.1', 'reliability', { before: side(12), now: side(1) });
  expect(figureText(figure, 'de')).toBe('12 Ausfälle pro Monat → 1');
});

test('in French, a semicolon between quoted words has a space before it', () => {
  const sheet = sheetOf('fr', { 'system.employer': 'Acme', 'system.what': 'refait la collecte' });
  const { text } = explainLetter(composeLetter({ sheet, edits: [], date: DATE }), sheet);
  expect(text).toContain('Acme\u202f»\u202f; ');
});

test('in French, writes the first of a month as an ordinal', () => {
  const first = new Date('2026-12-01T12:00:00Z');
  expect(composeLetter({ sheet: sheetOf('fr', {}), edits: [], date: first }).heading).toEqual(['Le 1er décembre 2026']);
  expect(composeLetter({ sheet: sheetOf('de', {}), edits: [], date: first }).heading).toEqual(['1. Dezember 2026']);
});

test.each([
  ['de', 'Backend-Entwicklerin (m/w/d)', 'Nordwind AG', 'als Backend-Entwicklerin bei der Nordwind AG.'],
  ['de', 'Senior Engineer', 'Die Hafenstrom AG', 'als Senior Engineer bei der Hafenstrom AG.'],
  ['de', 'Senior Engineer', 'Otto GmbH & Co. KG', 'als Senior Engineer bei der Otto GmbH & Co. KG.'],
  ['de', 'Senior Engineer (Kotlin)', 'Harbour Grid', 'als Senior Engineer (Kotlin) bei Harbour Grid.'],
  ['fr', 'Développeuse backend (H/F)', 'MAIF', 'au poste de développeuse backend chez MAIF.'],
  ['fr', 'Ingénieur backend', 'Doctolib', "au poste d'ingénieur backend chez Doctolib."],
  ['fr', 'Ingénieur·e backend (H/F)', 'Doctolib', "au poste d'ingénieur·e backend chez Doctolib."],
  ['fr', 'Engineering Manager', 'Doctolib', "au poste d'Engineering Manager chez Doctolib."],
  ['fr', 'Head of Backend', 'Doctolib', 'au poste de Head of Backend chez Doctolib.'],
] as const)('in %s, writes the role %j at %j as %j', (language, position, company, ends) => {
  const sheet = sheetOf(language, { 'role.position': position, 'role.company': company });
  expect(letterText(composeLetter({ sheet, edits: [], date: DATE }))).toContain(ends);
});

test.each([
  ['de', 'lief alles über Oracle', 'Davor lief alles über Oracle.'],
  ['de', 'es gab nur Excel', 'Davor gab es nur Excel.'],
  ['de', 'alles lief per Hand', 'Davor lief alles per Hand.'],
  ['de', 'ein nächtlicher Cobol-Batch', 'Davor: ein nächtlicher Cobol-Batch.'],
  ['de', 'Vorher lief das per Hand', 'Vorher lief das per Hand.'],
  ['fr', 'un batch Cobol', 'Avant cela, un batch Cobol.'],
  ['fr', 'On passait par Excel', 'Avant cela, on passait par Excel.'],
  ['fr', 'Oracle et des crons', 'Oracle et des crons.'],
  ['fr', 'Avant, tout passait par Excel', 'Avant, tout passait par Excel.'],
] as const)('in %s, writes what was there before, %j, as %j', (language, before, sentence) => {
  const sheet = sheetOf(language, { 'system.before': before });
  expect(letterText(composeLetter({ sheet, edits: [], date: DATE }))).toContain(`\n${sentence}`);
});

describe('sentence about the system', () => {
  test.each([
    ['de', 'die Pipeline neu gebaut', 'Bei Acme habe ich die Pipeline neu gebaut.'],
    ['de', 'Ich habe die Pipeline gebaut', 'Bei Acme habe ich die Pipeline gebaut.'],
    ['de', 'Ich hab die Pipeline gebaut', 'Bei Acme habe ich die Pipeline gebaut.'],
    ['de', 'Ich habe Zählerstände neu eingelesen', 'Bei Acme habe ich Zählerstände neu eingelesen.'],
    ['de', 'habe die Pipeline gebaut', 'Bei Acme habe ich die Pipeline gebaut.'],
    ['de', '2021 habe ich die Pipeline gebaut', '2021 habe ich bei Acme die Pipeline gebaut.'],
    ['de', 'Mein Team hat sie gebaut', 'Bei Acme hat mein Team sie gebaut.'],
    ['fr', 'ai réécrit la collecte', "Chez Acme, j'ai réécrit la collecte."],
    ['fr', "En 2021, j'ai réécrit la collecte", "En 2021, chez Acme, j'ai réécrit la collecte."],
    ['de', 'Wir bauten die Pipeline neu', 'Bei Acme bauten wir die Pipeline neu.'],
    ['fr', 'réécrit la collecte', "Chez Acme, j'ai réécrit la collecte."],
    ['fr', "J'ai réécrit la collecte", "Chez Acme, j'ai réécrit la collecte."],
    ['fr', 'Nous avons réécrit la collecte', 'Chez Acme, nous avons réécrit la collecte.'],
    ['es', 'Rehíce la ingesta', 'En Acme rehíce la ingesta.'],
    ['pt', 'eu reconstruí a ingestão', 'Na empresa Acme, reconstruí a ingestão.'],
  ] as const)('in %s, completes %j', (language, what, sentence) => {
    const sheet = sheetOf(language, { 'system.employer': 'Acme', 'system.what': what });
    expect(letterText(composeLetter({ sheet, edits: [], date: DATE }))).toContain(sentence);
  });
});

test.each([
  ['de', 'vom Zähler bis zur Rechnung: 4 Sekunden', '4 Sekunden', ['4 s', '4 Sekunden']],
  ['es', 'del contador a la factura: 4 segundos', '4 segundos', ['4 s', '4 segundos']],
  ['fr', 'du compteur à la facture : 4 secondes', '4 secondes', ['4 s', '4 secondes']],
  ['pt', 'do medidor à fatura: 4 segundos', '4 segundos', ['4 s', '4 segundos']],
] as const)('in %s, a hidden duration is not in the letter in any notation', (language, text, value, forms) => {
  const told = { ...EMPTY_SHEET, language };
  const [set] = readFigure({ text, source: 'm', topic: 'latency', part: 'now', figure: null, sheet: told });
  const { measure = null, now = null } = set?.type === 'set-figure' ? set.patch : {};
  const figure = { id: 'latency.1', topic: 'latency', measure, now, before: null } as const;
  const sheet: Sheet = {
    ...sheetOf(language, { 'role.position': 'Engineer' }),
    figures: [{ ...figure, percentile: null, sentence: null, typed: null }],
  };
  const letterOf = (hidden: Sheet['hidden']) =>
    letterText(composeLetter({ sheet: { ...sheet, hidden }, edits: [], date: DATE }));
  expect(letterOf([])).toContain(value);
  for (const hidden of forms)
    for (const form of forms) expect(letterOf([{ value: hidden, say: null }])).not.toContain(form);
});

test('does not redact common words of a hidden name that stand alone', () => {
  const letter = (value: string, say: string, text: string) => redact(text, [{ value, say }]);
  expect(letter('uma fintech', 'uma empresa', 'Em uma fintech fiz uma API.')).toBe('Em uma empresa fiz uma API.');
  expect(letter('Banco do Brasil', 'um banco', 'Os eventos do mercado, no Banco do Brasil.')).toBe(
    'Os eventos do mercado, no um banco.',
  );
  expect(letter('Mercado Libre', 'un marketplace', 'El mercado de Mercado Libre.')).toBe(
    'El mercado de un marketplace.',
  );
});

test('accepts a Portuguese company name with a preposition', () => {
  const role = 'role.company';
  const [command] = readNames({ text: 'Banco do Brasil', source: 'm', slot: role, step: role, language: 'pt' });
  expect(command).toMatchObject({ type: 'set', slot: role, value: { text: 'Banco do Brasil' } });
});

test.each([
  [
    'migré la gestion de COBOL vers Kotlin',
    'un vieux langage',
    "J'ai migré la gestion d'un vieux langage vers Kotlin.",
  ],
  ['migré la gestion de COBOL vers Kotlin', 'notre langage', "J'ai migré la gestion de notre langage vers Kotlin."],
])('French runs into a stand-in: %j, "%s"', (what, say, sentence) => {
  const sheet = { ...sheetOf('fr', { 'system.what': what }), hidden: [{ value: 'COBOL', say }] };
  const [first] = composeLetter({ sheet, edits: [], date: DATE }).paragraphs;
  expect(first?.sentences[0]?.text).toBe(sentence);
});
