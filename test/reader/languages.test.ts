/** Phrases, roles and figures in the languages other than English. */
import { describe, expect, test } from 'vitest';
import { figureSentence } from '../../src/letter/figure-sentence.ts';
import { apply } from '../../src/machine/commands.ts';
import { EMPTY, type InterviewContext } from '../../src/machine/context.ts';
import { applyPatch, EMPTY_SHEET } from '../../src/machine/sheet.ts';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';
import { readFigure } from '../../src/reader/figure-answer.ts';
import { readNames } from '../../src/reader/name-answers.ts';
import { phraseIn } from '../../src/text/phrases.ts';

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
  ["das war's", 'over'],
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
  ['no me acuerdo', 'decline'],
  ['bien, sigamos', 'yes'],
  ['¿Por qué lo preguntas?', 'why'],
  ['pula', 'decline'],
  ['ninguém mediu', 'decline'],
  ['Certo, vamos adiante', 'yes'],
  ['tá bom', 'yes'],
  ['não, obrigada', 'no'],
  ['bitte überspringen', 'decline'],
])('recognizes the phrase %j', (text, phrase) => {
  expect(phraseIn(text)).toBe(phrase);
});

test.each([
  ['de', 'Backend-Entwicklerin bei Kestrel Bank', 'Backend-Entwicklerin', 'Kestrel Bank'],
  ['fr', 'Développeuse backend à la MAIF', 'Développeuse backend', 'MAIF'],
  ['fr', 'Ingénieure backend chez Harbour Grid', 'Ingénieure backend', 'Harbour Grid'],
  ['es', 'Líder técnico en pagos en Harbour Grid', 'Líder técnico en pagos', 'Harbour Grid'],
  ['pt', 'Engenheira de Software no Banco do Brasil', 'Engenheira de Software', 'Banco do Brasil'],
] as const)('in %s, reads a position and a company in %j', (language, text, position, company) => {
  const role = 'role.position+role.company';
  const commands = readNames({ text, source: 'm', slot: role, step: role, language });
  expect(commands.map((command) => command.type === 'set' && command.value.text)).toEqual([position, company]);
});

test.each([
  ['es', 'system.employer', 'en Telefónica', 'Telefónica'],
  ['pt', 'system.employer', 'na Stone', 'Stone'],
  ['pt', 'role.company', 'o iFood', 'iFood'],
  ['de', 'system.employer', 'bei der Kestrel Bank', 'Kestrel Bank'],
  ['fr', 'system.employer', 'chez Doctolib', 'Doctolib'],
] as const)('in %s, reads the %s in %j as %j', (language, slot, text, name) => {
  const commands = readNames({ text, source: 'm', slot, step: slot, language });
  expect(commands.map((command) => command.type === 'set' && command.value.text)).toEqual([name]);
});

test.each([
  ['de', 'system.employer', 'in einem Start-up', 'Start-up', 'in einem '],
  ['de', 'system.employer', 'In Motion GmbH', 'In Motion GmbH', undefined],
  ['de', 'role.company', 'bei Acme', 'Acme', undefined],
  ['fr', 'role.company', "À l'Assurance Maladie", 'Assurance Maladie', "à l'"],
  ['es', 'system.employer', 'como autónomo', 'autónomo', 'como '],
  ['pt', 'system.employer', 'numa startup', 'startup', 'numa '],
] as const)('in %s, keeps the words before the %s in %j', (language, slot, text, name, lead) => {
  const [command] = readNames({ text, source: 'm', slot, step: slot, language });
  const value = command?.type === 'set' ? command.value : null;
  expect([value?.text, value?.lead]).toEqual([name, lead]);
});

test.each([
  ['de', 'Entwicklerin beim ADAC', 'beim '],
  ['de', 'Entwicklerin bei der Deutschen Bahn', 'bei der '],
  ['fr', 'Ingénieure backend à la SNCF', 'à la '],
  ['fr', 'Ingénieur backend au CNRS', 'au '],
] as const)('in %s, keeps the words before the company in %j', (language, text, lead) => {
  const role = 'role.position+role.company';
  const [, company] = readNames({ text, source: 'm', slot: role, step: role, language });
  expect(company).toMatchObject({ value: { lead } });
});

test.each([
  ['es', 'system.employer', 'trabajé en Telefónica'],
  ['es', 'role.addressee', 'no sé quién la va a leer'],
  ['es', 'contact.name', 'soy Lucía Ferrer'],
  ['pt', 'system.employer', 'trabalhei no Itaú'],
  ['pt', 'contact.name', 'me chamo Lúcia Ferreira'],
] as const)('in %s, asks again if the %s is a clause: %j', (language, slot, text) => {
  const commands = readNames({ text, source: 'm', slot, step: slot, language });
  expect(commands.map(({ type }) => type)).toEqual(['ask-back']);
});

test('does not split a name at a decimal comma', () => {
  const kept = backlogEntry('baja de 2,4 s a 1 s, en p95', 'm', 'latency', 'es');
  expect(kept.names).toEqual(['baja de 2,4 s a 1 s', 'en p95']);
});

describe('figure with both sides', () => {
  test.each([
    ['de', 'von 400 auf 9.500 Messwerte pro Sekunde'],
    ['de', '9.500 Messwerte pro Sekunde statt 400'],
    ['fr', 'de 400 à 9 500 relevés par seconde'],
    ['es', 'de 400 a 9.500 lecturas por segundo'],
    ['pt', 'de 400 para 9.500 leituras por segundo'],
  ] as const)('in %s, reads before and now in %j', (language, text) => {
    const sheet = { ...EMPTY_SHEET, language };
    const commands = readFigure({ text, source: 'm', topic: 'throughput', part: 'now', figure: null, sheet });
    const set = commands.find((command) => command.type === 'set-figure');
    expect([set?.patch.before?.quantity.value, set?.patch.now?.quantity.value]).toEqual([400, 9_500]);
  });
});

describe('sentence of a figure', () => {
  test.each([
    ['de', 'reliability', 'Fehlbuchungen: früher 120, jetzt 3 pro Monat', 'Fehlbuchungen: von 120 auf 3 pro Monat.'],
    ['de', 'reliability', 'Fehlbuchungen pro Monat: 120 -> 3', 'Fehlbuchungen: von 120 auf 3 pro Monat.'],
    ['de', 'reliability', '3 Ausfälle im Jahr statt 12', 'Heute sind es 3 Ausfälle pro Jahr statt früher 12.'],
    ['de', 'reliability', 'jetzt nur noch 1 Ausfall im Jahr', 'Heute ist es 1 Ausfall pro Jahr.'],
    [
      'de',
      'latency',
      'Abfrage p99 von ca. 2,4 Sek. auf etwa 310ms',
      'Abfrage (p99): von etwa 2,4 Sekunden auf etwa 310 ms.',
    ],
    ['de', 'latency', 'im Schnitt 80 ms statt 1,2 Sek', 'Im Durchschnitt dauert es 80 ms statt früher 1,2 Sekunden.'],
    ['de', 'throughput', '30.000 Bestellungen täglich', 'Das System verarbeitet 30.000 Bestellungen pro Tag.'],
    ['de', 'throughput', '3 TB pro Tag', 'Das System verarbeitet 3 TB pro Tag.'],
    ['de', 'throughput', '500 TPS', 'Das System verarbeitet 500 Transaktionen pro Sekunde.'],
    [
      'de',
      'throughput',
      '40 Nachrichten pro Sekunde → etwa 1 pro Sekunde',
      'Nachrichten: von 40 auf etwa 1 pro Sekunde.',
    ],
    ['es', 'reliability', '99,99% de disponibilidad', 'El sistema tiene 99,99 % de disponibilidad.'],
    ['es', 'reliability', '0,05 % de errores', 'El sistema tiene 0,05 % de errores.'],
    ['fr', 'reliability', '99,99 % de disponibilité', 'Le système affiche 99,99 % de disponibilité.'],
    ['pt', 'reliability', '99,99% de disponibilidade', 'O sistema tem 99,99% de disponibilidade.'],
    ['de', 'reliability', '99,99 % Verfügbarkeit', 'Verfügbarkeit: 99,99 %.'],
    ['es', 'reliability', 'errores: ahora 0,1%, antes el 3%', 'Errores: del 3 % al 0,1 %.'],
    ['es', 'latency', 'de la compra al envío p95 2 s', 'De la compra al envío se tarda 2 segundos (p95).'],
    [
      'de',
      'throughput',
      '12 Mio. Anfragen am Tag, vorher 2 Mio.',
      'Das System verarbeitet 12 Millionen Anfragen pro Tag statt früher 2 Millionen.',
    ],
    [
      'es',
      'throughput',
      '12 millones de lecturas al día, antes 1,5 millones',
      'El sistema procesa 12 millones de lecturas al día; antes procesaba 1,5 millones.',
    ],
    ['es', 'latency', 'menos de 200 ms en el p99', 'Latencia (p99): menos de 200 ms.'],
    ['es', 'throughput', '2 millones de lecturas diarias', 'El sistema procesa 2 millones de lecturas al día.'],
    ['es', 'throughput', '120k rpm', 'El sistema procesa 120.000 peticiones por minuto.'],
    [
      'es',
      'throughput',
      'unos 9.500 req/s en hora punta, antes 400',
      'El sistema procesa cerca de 9500 peticiones por segundo en hora punta; antes procesaba 400.',
    ],
    ['es', 'throughput', '40 TB al día', 'El sistema procesa 40 TB al día.'],
    ['pt', 'latency', '120 ms em média', 'Em média, o tempo é de 120 ms.'],
    [
      'pt',
      'throughput',
      'uns 9.500 eventos por segundo no pico',
      'O sistema processa cerca de 9.500 eventos por segundo no pico.',
    ],
    ['fr', 'reliability', 'Relevés perdus : de 1,2 % à 0,05 %', 'Relevés perdus : 0,05 %, contre 1,2 % auparavant.'],
    [
      'fr',
      'reliability',
      '3 incidents par trimestre au lieu de 12',
      'On compte 3 incidents par trimestre, contre 12 auparavant.',
    ],
    ['fr', 'latency', 'recherche : 310 ms au p95', 'Recherche (p95) : 310 ms.'],
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
    ['fr', 'throughput', '3 To par jour', 'Le système traite 3 To par jour.'],
    ['de', 'reliability', 'Sofort angekommen: 99,95 % der Zahlungen.', 'Sofort angekommen: 99,95 % der Zahlungen.'],
    ['de', 'reliability', '12 Ausfälle im Monat früher, jetzt 1', 'Ausfälle: von 12 auf 1 pro Monat.'],
    [
      'de',
      'throughput',
      '9.500 Messwerte pro Sekunde im Spitzenbetrieb',
      'Das System verarbeitet 9.500 Messwerte pro Sekunde im Spitzenbetrieb.',
    ],
    ['de', 'latency', 'Suche p95 80 ms, vorher 2 s', 'Suche (p95): von 2 Sekunden auf 80 ms.'],
    ['es', 'reliability', '12 incidentes al mes antes, ahora 1', 'Incidentes: de 12 a 1 al mes.'],
    ['fr', 'reliability', '12 incidents par mois avant, maintenant 1', 'Incidents : 1 par mois, contre 12 auparavant.'],
    ['pt', 'reliability', '12 incidentes por mês antes, agora 1', 'Incidentes: de 12 para 1 por mês.'],
  ] as const)('in %s, states the %s figure of %j', (language, topic, text, sentence) => {
    const sheet = { ...EMPTY_SHEET, language };
    const commands = readFigure({ text, source: 'm', topic, part: 'now', figure: null, sheet });
    const set = commands.find((command) => command.type === 'set-figure');
    expect(set && figureSentence(applyPatch(null, `${topic}.1`, topic, set.patch), language)).toBe(sentence);
  });

  test.each([
    [
      'de',
      'reliability',
      'Doppelte Buchungen gingen von 12 auf 3 pro Quartal zurück',
      'Fehlerquote: von 12 auf 3 pro Quartal.',
    ],
    ['de', 'reliability', 'Fehlerrate unter 0,1 %, vorher 2 %', 'Fehlerquote: von 2 % auf unter 0,1 %.'],
    ['de', 'latency', 'Eine Suche dauert jetzt 310 ms, vorher 2,4 s', 'Latenz: von 2,4 Sekunden auf 310 ms.'],
    [
      'es',
      'reliability',
      'Los pagos dobles bajaron de 12 a 3 por trimestre',
      'Tasa de fallos: de 12 a 3 por trimestre.',
    ],
    ['es', 'reliability', 'eventos perdidos: bajaron del 1,2% al 0,05%', 'Eventos perdidos: del 1,2 % al 0,05 %.'],
    ['es', 'reliability', 'disponibilidad del 99,95%, antes 99,5%', 'Fiabilidad: del 99,5 % al 99,95 %.'],
    ['es', 'reliability', 'pasamos de un 3% a un 1%', 'Tasa de fallos: del 3 % al 1 %.'],
    [
      'es',
      'latency',
      'el p99 de la búsqueda bajó de 2,4 segundos a 310 ms',
      'Latencia (p99): de 2,4 segundos a 310 ms.',
    ],
    [
      'es',
      'latency',
      'tarda de media 120 ms, antes medio segundo',
      'De media se tarda 120 ms; antes se tardaba 0,5 segundos.',
    ],
    ['es', 'latency', 'el informe tardaba media hora, ahora 4 s', 'Latencia: de 30 minutos a 4 segundos.'],
    ['es', 'latency', 'un cobro tarda 40 ms (p95)', 'Latencia (p95): 40 ms.'],
    ['pt', 'reliability', 'os eventos perdidos caíram de 3% pra 1%', 'Taxa de falhas: de 3% para 1%.'],
    ['pt', 'reliability', 'a taxa de erro foi de 3% para 0,1%', 'Taxa de falhas: de 3% para 0,1%.'],
    ['pt', 'latency', 'o p99 da busca caiu de 2,4 s pra 310 ms', 'Latência (p99): de 2,4 segundos para 310 ms.'],
    ['pt', 'latency', 'um pagamento leva 40 ms (p95), antes era de 2 horas', 'Latência (p95): de 2 horas para 40 ms.'],
    [
      'pt',
      'throughput',
      'fomos de 300 mil para 1,2 milhão de pedidos por dia',
      'O sistema processa 1,2 milhão de pedidos por dia, contra 300.000 antes.',
    ],
    ['fr', 'reliability', 'taux d’erreur 0,1 % contre 2 % avant', "Taux d'échec : 0,1 %, contre 2 % auparavant."],
    [
      'fr',
      'latency',
      'le temps de réponse est passé de 800 ms à environ 90 ms',
      'Latence : environ 90 ms, contre 800 ms auparavant.',
    ],
    ['fr', 'throughput', 'on traite 2 millions de colis par jour', 'Le système traite 2 millions de colis par jour.'],
    ['pt', 'latency', 'Uma busca demora 310 ms, antes 2,4 s', 'Latência: de 2,4 segundos para 310 ms.'],
    [
      'de',
      'reliability',
      'Fehlerhafte Rechnungen sind von 3,5 % auf 0,2 % gesunken',
      'Fehlerquote: von 3,5 % auf 0,2 %.',
    ],
    [
      'de',
      'reliability',
      'der Anteil fehlerhafter Rechnungen sank von 3,5 % auf 0,2 %',
      'Fehlerquote: von 3,5 % auf 0,2 %.',
    ],
    [
      'de',
      'throughput',
      'von 400 auf 9.500 Messwerte pro Sekunde gesteigert',
      'Das System verarbeitet 9.500 Messwerte pro Sekunde statt früher 400.',
    ],
    ['es', 'reliability', 'los errores se redujeron del 3 % al 1 %', 'Tasa de fallos: del 3 % al 1 %.'],
    ['es', 'reliability', 'los pagos duplicados eran el 3 % y ahora son el 1 %', 'Tasa de fallos: del 3 % al 1 %.'],
    ['es', 'latency', 'asignar un pedido bajó de 2,5 s a 350 ms en p95', 'Latencia (p95): de 2,5 segundos a 350 ms.'],
    [
      'fr',
      'reliability',
      'les commandes perdues sont passées de 0,8 % à 0,02 %',
      "Taux d'échec : 0,02 %, contre 0,8 % auparavant.",
    ],
    ['fr', 'reliability', 'les erreurs ont baissé de 3 % à 1 %', "Taux d'échec : 1 %, contre 3 % auparavant."],
    ['es', 'latency', 'de la compra al envío tardamos 2 s', 'Latencia: 2 segundos.'],
    ['es', 'latency', 'Búsqueda de productos 120 ms (antes 900 ms)', 'Latencia: de 900 ms a 120 ms.'],
    ['pt', 'latency', 'da compra ao envio 2 s (antes 9 s)', 'Latência: de 9 segundos para 2 segundos.'],
    ['fr', 'latency', "du clic à l'envoi 4 s (avant 6 s)", 'Latence : 4 secondes, contre 6 secondes auparavant.'],
    ['fr', 'latency', 'Du compteur à la facture, on met 4 s', 'Latence : 4 secondes.'],
  ] as const)('in %s, asks about the %s figure of %j', (language, topic, text, sentence) => {
    const sheet = { ...EMPTY_SHEET, language };
    const commands = readFigure({ text, source: 'm', topic, part: 'now', figure: null, sheet });
    const asked = commands.find((command) => command.type === 'ask-back')?.pending;
    const [option] = asked?.kind === 'order' ? asked.options : [];
    expect(asked).toMatchObject({ text });
    expect(option && figureSentence(applyPatch(null, `${topic}.1`, topic, option.patch), language)).toBe(sentence);
  });
});

describe('typed sentence of a figure', () => {
  test.each([
    ['de', 'Heute sind 0,2 % der Rechnungen falsch.', 'Heute sind 0,2 % der Rechnungen falsch; früher waren es 3,5 %.'],
    ['fr', 'On perd 0,2 % des commandes.', "On perd 0,2 % des commandes ; auparavant, c'était 3,5 %."],
    ['es', 'Perdemos un 0,2 % de los pedidos.', 'Perdemos un 0,2 % de los pedidos; antes era el 3,5 %.'],
    ['pt', 'Perdemos 0,2% dos pedidos.', 'Perdemos 0,2% dos pedidos; antes eram 3,5%.'],
  ] as const)('in %s, appends the value before to the sentence: %j', (language, typed, sentence) => {
    const figure = applyPatch(null, 'reliability.1', 'reliability', { typed, now: amount(0.2), before: amount(3.5) });
    expect(figureSentence(figure, language)).toBe(sentence);
  });

  test('a later value before keeps the sentence about now', () => {
    const typed = 'Sofort angekommen: 99,95 % der Zahlungen.';
    let context: InterviewContext = { ...EMPTY, sheet: { ...EMPTY_SHEET, language: 'de' } };
    for (const [part, text] of [
      ['now', typed],
      ['before', '98 %'],
    ] as const) {
      const answer = { text, source: 'm', topic: 'reliability', part, figure: null, sheet: context.sheet } as const;
      context = readFigure(answer).reduce(apply, context);
    }
    const [figure] = context.sheet.figures;
    expect(figure && figureSentence(figure, 'de')).toBe(
      'Sofort angekommen: 99,95 % der Zahlungen; früher waren es 98 %.',
    );
  });

  test('states the numbers instead of the sentence if one was corrected', () => {
    const figure = applyPatch(null, 'reliability.1', 'reliability', {
      typed: 'Die Fehler sanken von 3 % auf 1 %.',
      measure: 'Fehler',
      before: amount(3),
      now: amount(2),
    });
    expect(figureSentence(figure, 'de')).toBe('Fehler: von 3 % auf 2 %.');
  });

  const amount = (value: number) => ({
    quantity: { value, unit: '%' },
    bound: null,
    tail: '',
    quote: `${value} %`,
    source: 'm',
  });
});
