/** Words put in the place of others so that the sentence still reads like one: articles, nouns and names around them. */

/** What a name stands behind, as part of it: "Project Falcon". */
const KIND_OF_NAME = String.raw`(?:(?:[Pp]roject|[Pp]rogramme?|[Oo]peration|[Cc]odename|[Ss]ystem|[Cc]ompany|[Cc]lient|[Cc]ustomer)\s+)`;
/** "A service called Falcon": of somebody with no name nothing is called so. */
const NAMED_SO = String.raw`(?:,?\s+(?:which (?:is|was) |internally )?(?:called|named|known as|code-?named)\s+(?:the\s+)?)`;
const DETERMINER =
  /(?:^|\s)(?:an?|the|our|my|their|your|its|this|that|each|every|no|any|some|one)\s+(?:\p{Ll}[\p{Ll}-]*\s+)?$/iu;
const DIRECTLY = /(?<=^|\s)(?:an?|the)\s+$/i;
const ARTICLE = /^(?:an?|the)\s+/i;
/** What may follow a name without being named by it. */
const NO_NOUN =
  /^(?:is|are|was|were|has|had|have|does|did|do|can|could|will|would|may|might|must|should|shall|and|or|but|nor|so|yet|if|than|then|that|which|who|whose|where|when|while|since|because|before|after|until|as|at|by|for|from|in|into|of|off|on|onto|out|over|per|through|to|under|up|via|with|within|without|now|today|there|here|itself|alone|too|also|never|always|only|even|still|already|again|once|twice|not|we|i|they|it|he|she|you|the|an?|our|my|their|this|these|those|\p{Ll}+(?:ed|ing|ly)|went|wrote|paid|kept|made|said|sent|ran|took|got|came|gave|told|built|chose|sold|bought|put|let|stood|held|lost|won|fell|rose|grew|knew|saw|meant|met|left|led|read|asked|wants?|needs?|uses?|sends?|says?|runs?|keeps?|makes?|takes?|gets?|pays?|bills?)$/u;

/** A sentence with `say` wherever the hidden words stand by themselves. */
export function replaced(text: string, hide: string, say: string): string {
  const pattern = new RegExp(
    String.raw`(${NAMED_SO})?(${KIND_OF_NAME})?(${hiding(hide).source})(\s+\p{L}[\p{L}'-]*)?`,
    'gu',
  );
  let result = '';
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, named = '', kind = '', , noun = ''] = match;
    const word = noun.trim();
    result += text.slice(at, match.index);
    at = match.index + whole.length;
    if (named !== '') {
      result += noun;
      continue;
    }
    // The stand-in brings its own noun: "'millions of subscribers'" replaces "4.6 million subscribers" whole.
    const own = word !== '' && say.toLowerCase().endsWith(word.toLowerCase());
    const isCompound = !own && word !== '' && /^\p{Ll}/u.test(word) && !NO_NOUN.test(word) && ARTICLE.test(say);
    const bound = DETERMINER.test(result) || PREPOSITION.test(result);
    const opens = result === '' && kind === '';
    if (isCompound && bound) result += say.replace(ARTICLE, '');
    else {
      if (ARTICLE.test(say)) result = result.replace(DIRECTLY, '');
      result += lowerFirst(say, opens);
    }
    result += own ? '' : noun;
  }
  return result + text.slice(at);
}

const PREPOSITION = /\b(?:to|for|from|of|with|in|by|on|at|via|each|and)\s+$/i;

/** The words where they stand by themselves: 12 is not in 120, and "Ida" is not in "Florida". */
export function hiding(hide: string): RegExp {
  const before = /^\p{L}/u.test(hide)
    ? String.raw`(?<!\p{L})`
    : /^\p{N}/u.test(hide)
      ? String.raw`(?<!\p{N}|\p{N}[.,])`
      : '';
  const after = /\p{N}$/u.test(hide) ? String.raw`(?!\p{N}|[.,]\p{N})` : '';
  return new RegExp(`${before}${RegExp.escape(hide)}${after}`, 'u');
}

function lowerFirst(say: string, opens: boolean): string {
  return opens || !/^(?:A|An|The|Over|More|Millions|About|Some|Several)\b/.test(say)
    ? say
    : `${say[0]?.toLowerCase()}${say.slice(1)}`;
}

/** Two articles in a row, or one with nothing behind it. */
const BROKEN = /\b(?:an?|the)\s+(?:an?|the|for|of|at|to|and|or|is|was|with|by)\b/gi;

function isBroken(text: string, original: string): boolean {
  return (text.match(BROKEN)?.length ?? 0) > (original.match(BROKEN)?.length ?? 0);
}

/** A clause that no longer reads is left out; where it is the whole sentence, nothing may stand in. */
export function withoutBroken(text: string, original: string): string | null {
  if (text === original || !isBroken(text, original)) return text;
  const clauses = text.split(/(?<=[,;:])\s+/);
  const sound = clauses.filter((clause) => !isBroken(clause, original));
  return sound.length === 0 || sound.length === clauses.length || sound[0] !== clauses[0]
    ? null
    : sound.join(' ').replace(/[,;:]$/, '');
}
