/** Lists of tools that stand for nothing that was done with them. */
import { type Fault, faultAt } from './fault.ts';
import type { Sentence } from './sentence.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

const JOINER =
  /^(?:\s*[,/+&|·•]\s*(?:(?:and|or|plus|also|even)\s+)?|\s+(?:and|or|plus)\s+|,?\s+(?:as well as|along with)\s+)$/;
/** A tool that nobody listed is still written like one: "Logstash", "Fluent Bit", "k6". */
const ITEM = /^\s*(?:[\p{Lu}][\p{L}\p{N}.+#/-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}.+#/-]*)?|\p{L}{1,8}\d[\p{L}\d.]*)\s*$/u;
const TOOLBOX =
  /\b(?:tool(?:box|s|kit|chain)?|stack|skills?|languages?|technologies|frameworks?|databases|proficient|proficiency|fluent|fluency|versed|command of|familiar(?:ity)?|comfortable|know(?:ledge)?|expertise|day to day|daily|work(?:ed|ing)? with|experienced?|hands-on|at home (?:with|in))\b/i;

/** Five technologies in a row, four where they are offered as a toolbox, or a sentence that is made of them. */
export function soupFaults(letter: string, sentences: readonly Sentence[]): Fault[] {
  return sentences.flatMap((sentence) => {
    const longest = longestRun(letter, sentence);
    const toolbox = TOOLBOX.test(sentence.text);
    if (longest && longest.items >= (toolbox ? 4 : 5))
      return [faultAt(letter, 'stack-soup', longest.start, longest.end)];
    const names = new Map(sentence.technologies.map((mention) => [mention.name, mention]));
    const [first, last] = [sentence.technologies[0], sentence.technologies.at(-1)];
    const words = sentence.text.split(/\s+/).length;
    const isMade = names.size >= 8 || (names.size >= 6 && names.size * 4 >= words);
    return isMade && first && last ? [faultAt(letter, 'stack-soup', first.start, last.end)] : [];
  });
}

/** The longest list of technologies; what stands between two of them in the same list counts, though nobody knows it. */
function longestRun(letter: string, { technologies, start, end }: Sentence): (Span & { items: number }) | null {
  let best: (Span & { items: number }) | null = null;
  let run: (Span & { items: number; known: number }) | null = null;
  for (const mention of technologies) {
    const between: number | null = run ? listed(letter.slice(run.end, mention.start)) : null;
    run =
      run && between !== null
        ? { start: run.start, end: mention.end, items: run.items + between + 1, known: run.known + 1 }
        : { start: mention.start, end: mention.end, items: 1, known: 1 };
    const tail = followers(letter.slice(run.end, end));
    const lead = leaders(letter.slice(start, run.start));
    const items = run.items + (run.known >= 3 ? tail.items + lead.items : 0);
    if (items > (best?.items ?? 0))
      best = run.known >= 3 ? { start: run.start - lead.length, end: run.end + tail.length, items } : { ...run };
  }
  return best;
}

/** How many unknown items lie between two known ones of one list; null where it is no list. */
function listed(between: string): number | null {
  if (JOINER.test(between)) return 0;
  // "Java 17, Kafka": a version belongs to its tool.
  const plain = between.replace(/^\s+v?\d[\d.]*(?=\s*[,/+&|]|\s+(?:and|or)\b)/, '');
  if (JOINER.test(plain)) return 0;
  const parts = plain.split(/\s*[,/+&|]\s*(?:(?:and|or|plus)\s+)?|\s+(?:and|or)\s+/);
  const inner = parts.slice(1, -1);
  const closed = parts.length > 2 && parts[0] === '' && parts.at(-1)?.trim() === '';
  return closed && inner.length <= 4 && inner.every((part) => ITEM.test(part)) ? inner.length : null;
}

/** Items that a list goes on with behind the last that is known. */
function followers(text: string): { items: number; length: number } {
  const match =
    /^(?:(?:,\s+(?:and |or )?|\s+(?:and|or)\s+)\p{Lu}[\p{L}\p{N}.+#/-]*[\p{L}\p{N}+#](?=[\s,.;)]|$)){1,4}/u.exec(text);
  return {
    items: match ? match[0].split(/,|\band\b|\bor\b/).filter((part) => part.trim() !== '').length : 0,
    length: match?.[0].length ?? 0,
  };
}

/** Items that a list begins with before the first that is known. */
function leaders(text: string): { items: number; length: number } {
  const match = /(?:\p{Lu}[\p{L}\p{N}.+#/-]*,\s+){1,4}$/u.exec(text.slice(-120));
  return { items: match ? match[0].split(',').length - 1 : 0, length: match?.[0].length ?? 0 };
}
