/** Orders to change what was understood: what is to go, what takes the place of what, and what is to come in. */

export type Order =
  | { readonly kind: 'remove'; readonly what: string; readonly withNext: boolean }
  /** `about` are the words around the new ones, which may tell where the old ones stand. */
  | { readonly kind: 'replace'; readonly old: string; readonly fresh: string; readonly about: string }
  /** `denied` is what it is not any more: null where nothing is, '' where it only says that it is another one now. */
  | {
      readonly kind: 'set';
      readonly name: string;
      readonly value: string;
      readonly denied: string | null;
      /** "Team: X", "the team should be X", as against "the team is X". */
      readonly isOrder: boolean;
    }
  | { readonly kind: 'add'; readonly what: string }
  | { readonly kind: 'restyle' }
  /** That something is bad, and nothing of what it should be. */
  | { readonly kind: 'complain' };

const LEAD =
  /^(?:(?:please|pls|kindly|ok(?:ay)?|yes|no|nope|hm+|well|oh|ah|and|but|so|also|then|now|just|sorry|actually|wait|first|btw|by the way|maybe|hi|hey|thanks)\b[\s,.!:–-]*)+|^(?:(?:can|could|would|will|should) (?:you|we)|you (?:can|should|could|may|must)|i(?:'d| would) (?:like|want) (?:you )?to|i want (?:you )?to|let'?s|let us|we should|we can)\s+(?:please |also |just )?/i;

/** What stands in quotation marks is one word to the grammar. */
const QUOTED = /(?<![\p{L}\p{N}])(["“”‘'])(.{1,300}?)(["”“’'])(?![\p{L}\p{N}])/gu;

const REMOVES =
  '(?:remove|delete|scratch|strike|drop|cut|omit|erase|get rid of|take out|leave out|cut out|cross out|strike out|throw out|lose|kill)';
const SWAPS = '(?:change|replace|swap|rename|switch|update|correct|fix|turn|set|make)';
const DOES = '(?:should|must|has to|have to|needs? to|ought to)';

/** The first that fits decides; each leaves what it names in groups. */
const FORMS: readonly (readonly [RegExp, (groups: readonly string[]) => Order | null])[] = [
  [
    /^(?:make|keep|write|rewrite|phrase|put) (?:it|this|that|them|the letter|the text|everything|(?:the|that|this) (?:\p{L}+ )?(?:paragraph|sentence|part|one))\s?(?:sound |look |read )?(?:(?:a (?:bit|little|lot)|much|even|way|slightly) )?(?:(?:more|less|too) \p{L}+|\p{L}+er|formal|informal|friendly|casual|professional|simple|longer|nicer|better|warm|polite|plain|catchy|(?:in|into) (?:german|french|spanish|\p{L}+) ?(?:please)?)$/iu,
    () => ({ kind: 'restyle' }),
  ],
  [
    /^(?:rewrite|rephrase|reword|improve|polish|expand|beautify|spice up|restructure|reorder|translate|summari[sz]e|elaborate(?: on)?|lengthen)(?: .{1,80})?$/i,
    () => ({ kind: 'restyle' }),
  ],
  [
    /^(?:change|adjust|fix|improve) (?:the |its |your )?(?:tone|style|wording|voice|language|format(?:ting)?|layout|font)(?: .{1,60})?$/i,
    () => ({ kind: 'restyle' }),
  ],
  [
    /^(?:(?:much |a bit |a little )?(?:more|less) (?:formal|informal|friendly|casual|professional|confident|personal|detailed?|technical))$/i,
    () => ({ kind: 'restyle' }),
  ],
  [
    /^(?:the|that|this|my|your|it|there)\b.{0,60}?(?: (?:is|are|looks?|sounds?|reads?|seems?)|'s) (?:(?:still|all|just|too|very|really|quite|a bit|completely|also|not|so|rather) )*(?:missing|wrong|bad|weird|odd|strange|off|ugly|boring|long|clumsy|awkward|good|nice|right|true|there|correct|stupid|vague|formal)$/i,
    () => ({ kind: 'complain' }),
  ],
  [
    /^(?:take|leave|keep|cut|cross|throw|strike) (.+?) (?:out|away|off)(?: of (?:it|there|this|that|the (?:letter|text|brief|\p{L}+)))?$/iu,
    ([what]) => removal(what),
  ],
  [new RegExp(String.raw`^${REMOVES} (.+)$`, 'iu'), ([what]) => removal(what)],
  [
    new RegExp(
      String.raw`^(.+?) ${DOES} (?:go|be (?:removed|deleted|dropped|taken out|left out|cut|omitted)|not be (?:in|part of) (?:there|it|the letter|the text))$`,
      'iu',
    ),
    ([what]) => removal(what),
  ],
  [
    new RegExp(
      String.raw`^(?:also |please )*(?:${DOES} )?(.+?) (?:${DOES} (?:also )?be (?:in|part of|mentioned in|added to|included in) (?:there|it|the letter|the text)(?: too| as well)?|belongs? in(?:to)? (?:there|it|the letter|the text)(?: too| as well)?|${DOES} be (?:mentioned|added|included))$`,
      'iu',
    ),
    ([what = '']) => ({ kind: 'add', what }),
  ],
  [
    /^(?:the letter|the text|it) (?:should|must|needs to|has to) (?:also )?(?:mention|say|include|tell|name|contain)(?: that)? (.+)$/i,
    ([what = '']) => ({ kind: 'add', what }),
  ],
  [
    /^(?:also )?(?:mention|add|include|put in|bring in|say|state|note|write|(?:do not|don't) forget(?: to (?:mention|add|say))?)(?: also| too| in)?(?: that|:)? (.+)$/i,
    ([what = '']) => ({ kind: 'add', what }),
  ],
  [
    new RegExp(String.raw`^${SWAPS} (.+?) (?:to say|to read|to|with|by|into|→|->|=>):? (.+)$`, 'iu'),
    ([old, fresh]) => replacement(old, fresh),
  ],
  [
    /^(?:use|say|write|put|take) (.+?) (?:instead of|rather than|in place of|and not|not) (.+)$/i,
    ([fresh, old]) => replacement(old, fresh),
  ],
  [
    /^(?:the |that |my )?(\d.{0,40}?) (?:should (?:be|read|say|have been)|must be|->|→) (.+)$/i,
    ([old, fresh]) => replacement(old, fresh),
  ],
  [/^sign (?:it |this |the letter )?(?:as|with) (.+)$/i, ([value = '']) => naming('name', value)],
  [/^(?:address|direct|send) (?:it|this|the letter) to (.+)$/i, ([value = '']) => naming('addressee', value)],
  [/^(?:the )?(?:job|role|position|opening) is (?:at|with) (.+)$/i, ([value = '']) => naming('company', value)],
  [/^instead of (.+?),? (?:use|say|write|put|take) (.+)$/i, ([old, fresh]) => replacement(old, fresh)],
  [
    /^(.+?) (?:is|was|are|were) (?:wrong|incorrect|not right|not correct|a typo|outdated)[,;:–.-]* (?:it(?:'s| is| was| should be)|should be|that(?:'s| is)|make it|but) (.+)$/i,
    ([old, fresh]) => replacement(old, fresh),
  ],
  [
    /^(?:it|that|this)(?:'s| is| was) not (.+?)(?:,| but|;) (?:it(?:'s| is| was) |but )?(.+)$/i,
    ([old, fresh]) => replacement(old, fresh),
  ],
];
/** "The team is X", "team: X": whether it is the name of something is seen where the names are known. */
const SETS =
  /^(?:(?:change|set|make|put|update|correct) )?(?:the |my |our |their )?([\p{L}\p{N}-]+(?: (?:name|title|part|one|person|manager|address|line|story|paragraph|before that))?)(?:(?: (?:really|actually|now))* (?:is|are|was|should be|should read|should say|must be|needs to be|has to be)(?: (?:really|actually|only|just|now))*(?: (?:called|named))?[:\s]|\s*[:=]) ?(.+)$/iu;
const IS_ORDER = /[:=]\s?$|\b(?:should|must|needs to|has to|only)\b|^(?:change|set|make|put|update|correct)\b/i;
/** "I wrote it in Kotlin, not Java", "Kotlin not Java" */
const DENIES = /^(.+?),? (?:and not|not|instead of|rather than) ([^,.;]{1,60})$/i;

/** Beyond that, in UTF-16 units, a message tells a story. */
const ORDERS_AT_MOST = 600;

/** The orders of a message, each from the sentence or the clause that gives it. */
export function ordersIn(message: string): Order[] {
  if (message.length > ORDERS_AT_MOST) return [];
  const { masked, unmask } = withoutQuotes(message.replaceAll('’', "'").replace(/^\s*(?:\d{1,2}[.)]|[-*•])\s+/gm, ''));
  return masked
    .split(/(?<=[.!?])\s+|\n+/)
    .flatMap((sentence) => {
      const whole = orderIn(sentence);
      if (whole) return [whole];
      // What stands before the comma says why.
      const clauses = sentence.split(/[,;–]\s+(?:so |and |please |then )*/);
      const last = clauses.length > 1 ? orderIn(clauses.at(-1) ?? '') : null;
      return last && last.kind !== 'set' && last.kind !== 'add' ? [last] : [];
    })
    .map(unmask);
}

function orderIn(sentence: string): Order | null {
  let text = sentence
    .trim()
    .replace(/[.!?\s]+$/, '')
    .replace(/(?:,? (?:please|pls|thanks|thank you|instead))+$/i, '');
  const without = /^(?:no|without) (?:the |my |an? )?([\p{L}-]+(?: [\p{L}-]+)?)$/iu.exec(text)?.[1];
  if (without !== undefined) return removal(without);
  for (let lead = LEAD.exec(text); lead && lead[0].length > 0; lead = LEAD.exec(text))
    text = text.slice(lead[0].length);
  for (const [form, make] of FORMS) {
    const match = form.exec(text);
    const order = match ? make(match.slice(1).map((part) => part?.trim() ?? '')) : null;
    if (order) return order;
  }
  const set = SETS.exec(text);
  if (set)
    return setting(set[1] ?? '', set[2] ?? '', IS_ORDER.test(text.slice(0, text.length - (set[2] ?? '').length)));
  const denied = DENIES.exec(text);
  return denied ? replacement(denied[2], lastWords(denied[1] ?? '', denied[2] ?? ''), denied[1]) : null;
}

function removal(named = ''): Order | null {
  const withNext = /,? (?:and|plus|with) the (?:next|following) (?:one|sentence|line)$/i;
  const what = named.replace(withNext, '').trim();
  // "Scratch that, p99 was 310" sets right, and takes nothing out.
  return /^(?:(?:that|it|this|them|these|those|out|off|away)(?=[,.;:]|$)|$)|[,;:] (?:it|that|make|should|the|i|p\d+)\b/i.test(
    what,
  )
    ? null
    : { kind: 'remove', what, withNext: withNext.test(named) };
}

function replacement(old = '', fresh = '', about = ''): Order | null {
  return old === '' || fresh === '' || /^(?:that|it|this)$/i.test(old) ? null : { kind: 'replace', old, fresh, about };
}

function naming(name: string, value: string): Order {
  return { kind: 'set', name, value, denied: '', isOrder: true };
}

function setting(name: string, said: string, isOrder: boolean): Order | null {
  // "Observability Platform, not Every", "Databricks now"
  const [, told = said, denied] = DENIES.exec(said) ?? [];
  const value = told.replace(/,? (?:now|instead|please)$/i, '').trim();
  if (
    denied === undefined &&
    /^(?:it|that|this|i|we|they|he|she|you|there|what|who|which|everything|nothing)$/i.test(name)
  )
    return null;
  return { kind: 'set', name: name.trim(), value, denied: denied ?? (value === said ? null : ''), isOrder };
}

/** Of "I wrote the queue in Kotlin", denied for "Java", the words that take its place: as many, from the end. */
function lastWords(told: string, denied: string): string {
  return told.split(/\s+/).slice(-denied.split(/\s+/).length).join(' ');
}

/** The message with what it quotes behind signs that no grammar looks into. */
function withoutQuotes(message: string): { masked: string; unmask: (order: Order) => Order } {
  const quotes: string[] = [];
  const masked = message.replace(QUOTED, (_, _open, words: string) => `\uE000${quotes.push(words) - 1}\uE001`);
  const back = (text: string) => text.replace(/\uE000(\d+)\uE001/g, (_, at: string) => `"${quotes[Number(at)] ?? ''}"`);
  const unmask = (order: Order): Order => {
    switch (order.kind) {
      case 'remove':
      case 'add':
        return { ...order, what: back(order.what) };
      case 'replace':
        return { ...order, old: back(order.old), fresh: back(order.fresh), about: back(order.about) };
      case 'set':
        return { ...order, value: back(order.value), denied: order.denied === null ? null : back(order.denied) };
      case 'restyle':
      case 'complain':
        return order;
    }
  };
  return { masked, unmask };
}
