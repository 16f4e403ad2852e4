/** Translates the words of the number grammar from the other languages into English. Nouns are left unchanged. */
import type { Language } from '../machine/language.ts';
import { parseNameTable, type Token, wordSet } from './lexer.ts';

const VOCABULARY: Readonly<Record<Exclude<Language, 'en'>, ReadonlyMap<string, string>>> = {
  de: parseNameTable(`per: pro je im; second: sekunde sek; seconds: sekunden; minutes: minuten; hour: stunde std; hours: stunden;
    day: tag; days: tage tagen; week: woche; weeks: wochen; month: monat; months: monate monaten; quarter: quartal;
    quarters: quartale; year: jahr; years: jahre jahren; ms: millisekunde millisekunden; µs: mikrosekunde mikrosekunden;
    percent: prozent; thousand: tausend; million: millionen; billion: milliarde milliarden; trillion: billion billionen;
    hundred: hundert; dozen: dutzend; zero: null; two: zwei; three: drei; four: vier; five: fünf; six: sechs; seven: sieben;
    eight: acht; nine: neun; ten: zehn; eleven: elf; twelve: zwölf; twenty: zwanzig; thirty: dreißig; fifty: fünfzig;
    half: halbe halben; about: etwa rund ungefähr circa zirka fast knapp; under: unter; over: über;
    hourly: stündlich; daily: täglich; weekly: wöchentlich; monthly: monatlich; yearly: jährlich; 1.5: anderthalb eineinhalb; 2.5: zweieinhalb; 3.5: dreieinhalb; 4.5: viereinhalb;
    than: als; and: und; or: oder; the: der die das den dem des; a: ein eine einen einer einem am; from: von vom aus;
    to: auf zu zur zum; with: mit; without: ohne; at: bei beim; for: für; since: seit; now: jetzt heute; before: vorher früher
    davor zuvor; was: war; were: waren; is: ist; are: sind; instead: statt; only: nur noch; during: während; times: mal;
    it: es er sie; takes: dauert braucht; took: dauerte brauchte; less: weniger; more: mehr;
    availability: verfügbarkeit; average: durchschnitt durchschnittlich schnitt mittel; percentile: perzentil; january: januar;
    february: februar; march: märz; may: mai; june: juni; july: juli; october: oktober; december: dezember`),
  fr: parseNameTable(`per: par; second: seconde; seconds: secondes; hour: heure; hours: heures; day: jour; days: jours;
    week: semaine; weeks: semaines; month: mois; quarter: trimestre; quarters: trimestres; year: an année; years: ans années;
    ms: milliseconde millisecondes; µs: microseconde microsecondes; percent: pourcent; thousand: mille; million: millions;
    billion: milliard milliards; trillion: billion billions; hundred: cent cents; dozen: douzaine; zero: zéro; two: deux;
    three: trois; four: quatre; five: cinq; seven: sept; eight: huit; nine: neuf; ten: dix; eleven: onze; twelve: douze;
    twenty: vingt; thirty: trente; fifty: cinquante; half: demi demie; about: environ presque; under: sous;
    b: octet octets; kb: ko; mb: mo; gb: go; tb: to; daily: quotidien quotidiens quotidienne quotidiennes; weekly: hebdomadaires; monthly: mensuels mensuelles; more: plus;
    less: moins; and: et; or: ou; the: le la les; a: un une; of: de du des; to: à; until: jusqu'à; in: en dans sur; at: au aux chez;
    with: avec; without: sans; for: pour; since: depuis; it: il elle ça; takes: prend; took: prenait; now: maintenant aujourd'hui; before: avant auparavant; was: était;
    were: étaient; is: est; are: sont; against: contre; only: seulement; during: pendant; times: fois;
    availability: disponibilité; average: moyenne; median: médiane; january: janvier; february: février; march: mars;
    april: avril; may: mai; june: juin; july: juillet; august: août; september: septembre; october: octobre;
    november: novembre; december: décembre`),
  es: parseNameTable(`per: por; second: segundo; seconds: segundos; minute: minuto; minutes: minutos; hour: hora; hours: horas;
    day: día dia; days: días dias; week: semana; weeks: semanas; month: mes; months: meses; quarter: trimestre;
    quarters: trimestres; year: año; years: años; ms: milisegundo milisegundos; µs: microsegundo microsegundos; cent: ciento;
    thousand: mil; million: millón millones; trillion: billón billones; hundred: cien; dozen: docena; zero: cero; two: dos;
    three: tres; four: cuatro; five: cinco; six: seis; seven: siete; eight: ocho; nine: nueve; ten: diez; eleven: once;
    twelve: doce; one: uno; every: cada; twenty: veinte; thirty: treinta; fifty: cincuenta; half: medio media; about: unos unas aproximadamente casi;
    close: cerca alrededor; more: más; less: menos; and: y; or: o; the: el la los las; a: un una al; of: de del;
    to: a para; until: hasta; in: en; with: con; without: sin; since: desde; takes: tarda; took: tardaba; now: ahora hoy; before: antes; was: era estaba;
    were: eran; is: es; are: son; only: solo sólo; during: durante; times: veces vez; availability: disponibilidad;
    average: promedio; daily: diario diaria diarios diarias; weekly: semanal semanales;
    monthly: mensual mensuales; yearly: anual anuales; median: mediana; percentile: percentil; january: enero; february: febrero; march: marzo;
    april: abril; may: mayo; june: junio; july: julio; august: agosto; september: septiembre; october: octubre;
    november: noviembre; december: diciembre`),
  pt: parseNameTable(`per: por; second: segundo; seconds: segundos; minute: minuto; minutes: minutos; hour: hora; hours: horas;
    day: dia; days: dias; week: semana; weeks: semanas; month: mês; months: meses; quarter: trimestre quarto; quarters: trimestres;
    every: cada; year: ano; years: anos; ms: milissegundo milissegundos; µs: microssegundo microssegundos; cent: cento; thousand: mil;
    million: milhão milhões; billion: bilhão bilhões; trillion: trilhão trilhões; hundred: cem; dozen: dúzia; two: dois duas;
    three: três; four: quatro; five: cinco; six: seis; seven: sete; eight: oito; nine: nove; ten: dez; eleven: onze;
    twelve: doze; twenty: vinte; thirty: trinta; fifty: cinquenta; half: meio meia; about: uns umas aproximadamente quase;
    close: cerca; more: mais; less: menos; and: e; or: ou; the: o os as; a: um uma ao; of: de do da dos das;
    to: a para pra pro à; until: até; in: em no na nos nas; with: com; without: sem; since: desde; takes: leva demora; took: levava demorava; now: agora hoje; before: antes antigamente; was: era;
    were: eram; is: é; are: são; only: só apenas; during: durante; times: vezes vez; availability: disponibilidade;
    average: média; daily: diário diária diários diárias; weekly: semanal semanais; monthly: mensal mensais;
    yearly: anual anuais; median: mediana; percentile: percentil; january: janeiro; february: fevereiro; march: março; april: abril;
    may: maio; june: junho; july: julho; august: agosto; september: setembro; october: outubro; november: novembro;
    december: dezembro`),
};

/** All languages merged; if two have the same word, the first language wins. */
const ANY: ReadonlyMap<string, string> = new Map(
  Object.values(VOCABULARY)
    .toReversed()
    .flatMap((words) => [...words]),
);

/** `any`: any language, for callers that only need to find numbers. */
export type Hint = Language | 'any';

/** Spanish: "half" before a unit, else "average". */
const MEDIO = wordSet('medio media');
const HALVED = wordSet('second minute hour day month year million dozen');

/** Translates tokens for the English grammar; offsets and nouns stay unchanged. */
export function translated(list: readonly Token[], hint: Hint): readonly Token[] {
  if (hint === 'en') return list;
  const words = hint === 'any' ? ANY : VOCABULARY[hint];
  const known = list.map((token): Token => {
    if (token.kind === 'number' && hint !== 'any') return { ...token, text: swapped(token.text) };
    const low = words.get(token.low);
    if (low === undefined) return token;
    return Number.isFinite(Number(low)) ? { ...token, kind: 'number', text: low, low } : { ...token, low };
  });
  // "más de 40", "cerca de 40"
  return known.map((token, at) => {
    const [before = '', next = '', later = ''] = [known[at - 1]?.low, known[at + 1]?.low, known[at + 2]?.low];
    const isNumbered = (index: number) => known[index]?.kind === 'number';
    // "latencia media 80 ms", but not "media hora" or "una hora y media".
    if (MEDIO.has(list[at]?.low ?? '') && before !== 'and' && !HALVED.has(next)) return { ...token, low: 'average' };
    // "1 von 400", "um em cada mil", "une commande sur 400"
    if (token.low === 'from' && isNumbered(at - 1) && isNumbered(at + 1)) return { ...token, low: 'of' };
    const isPart = later === 'every' || (list[at + 1]?.low === 'sur' && isNumbered(at + 2));
    if (token.low === 'a' && (isPart || (list[at + 2]?.low === 'sur' && isNumbered(at + 3))))
      return { ...token, low: 'one' };
    if (token.low !== 'of' || !['more', 'less', 'close'].includes(before)) return token;
    return { ...token, low: before === 'close' ? 'to' : 'than' };
  });
}

/** Swaps `.` and `,`: with a decimal comma, `1.250` is 1250 and `1,250` is 1.25. */
function swapped(text: string): string {
  const signs = [...text].filter((sign) => sign === '.' || sign === ',');
  if (signs.length !== 1) return text;
  return signs[0] === '.' ? text.replace('.', ',') : text.replace(',', '.');
}
