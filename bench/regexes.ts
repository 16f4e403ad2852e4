/**
 * Finds regular expression literals in TypeScript source. A tokenizer, not a parser: the token before a slash decides
 * whether it starts a literal or divides. It is wrong only for a literal after the `)` of a condition or the `}` of a block.
 */

export interface RegexLiteral {
  /** With slashes and flags. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** Keywords before an expression, so that a slash after them starts a literal. */
const BEFORE_EXPRESSION = new Set([
  'await',
  'case',
  'default',
  'delete',
  'do',
  'else',
  'extends',
  'in',
  'instanceof',
  'new',
  'of',
  'return',
  'satisfies',
  'throw',
  'typeof',
  'void',
  'yield',
]);

const WORD = /[\p{L}\p{N}_$#]+/uy;

/** @returns the literals in order */
export function regexLiterals(source: string): RegexLiteral[] {
  const found: RegexLiteral[] = [];
  /** The number of open braces in the substitution of each open template literal. */
  const braces: number[] = [];
  let line = 1;
  let at = 0;
  /** After a value a slash divides. */
  let isAfterValue = false;

  /** Moves to `end` and counts lines. */
  const moveTo = (end: number) => {
    for (let index = at; index < end; index += 1) if (source[index] === '\n') line += 1;
    at = end;
  };
  /** Reads a template from a backtick, or from the brace that ends a substitution. */
  const template = () => {
    const end = endOfTemplate(source, at + 1);
    const isOpen = source[end - 1] === '{';
    if (isOpen) braces.push(0);
    isAfterValue = !isOpen;
    moveTo(end);
  };

  while (at < source.length) {
    const char = source[at] ?? '';
    if (char.trim() === '') moveTo(at + 1);
    else if (source.startsWith('//', at)) moveTo(indexOrEnd(source, '\n', at));
    else if (source.startsWith('/*', at)) moveTo(Math.min(indexOrEnd(source, '*/', at + 2) + 2, source.length));
    else if (char === "'" || char === '"') {
      moveTo(endOfQuoted(source, at + 1, char));
      isAfterValue = true;
    } else if (char === '`') template();
    else if (char === '/' && !isAfterValue) {
      const end = endOfRegex(source, at + 1);
      found.push({ text: source.slice(at, end), line });
      moveTo(end);
      isAfterValue = true;
    } else if (char === '}' && braces.at(-1) === 0) {
      braces.pop();
      template();
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(source)?.[0];
      if (word !== undefined) {
        // `map.delete / 2` is a property, not a keyword.
        isAfterValue = !BEFORE_EXPRESSION.has(word) || source[at - 1] === '.';
        moveTo(at + word.length);
        continue;
      }
      const open = braces.length - 1;
      if (open >= 0 && char === '{') braces[open] = (braces[open] ?? 0) + 1;
      if (open >= 0 && char === '}') braces[open] = (braces[open] ?? 0) - 1;
      const isStep = source.startsWith('++', at) || source.startsWith('--', at);
      // `count++ / 2` divides; `!` after a value is an assertion.
      if (isStep || char === '!') isAfterValue = isAfterValue && (isStep || source[at + 1] !== '=');
      else isAfterValue = char === ')' || char === ']' || char === '}';
      moveTo(at + (isStep ? 2 : 1));
    }
  }
  return found;
}

/** How often `RegExp` is called or constructed. */
export function regexConstructions(source: string): number {
  return source.match(/\bRegExp\(/g)?.length ?? 0;
}

function indexOrEnd(source: string, part: string, from: number): number {
  const index = source.indexOf(part, from);
  return index < 0 ? source.length : index;
}

/** @returns the index after the closing quote */
function endOfQuoted(source: string, from: number, quote: string): number {
  let at = from;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** @returns the index after the closing backtick or the next `${` */
function endOfTemplate(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== '`') {
    if (source.startsWith('${', at)) return at + 2;
    at += source[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

/** @returns the index after the flags. A slash in a character class doesn't end the literal. */
function endOfRegex(source: string, from: number): number {
  let at = from;
  let isInClass = false;
  while (at < source.length && (isInClass || source[at] !== '/') && source[at] !== '\n') {
    if (source[at] === '[') isInClass = true;
    else if (source[at] === ']') isInClass = false;
    at += source[at] === '\\' ? 2 : 1;
  }
  at += 1;
  while (/[a-z]/.test(source[at] ?? '')) at += 1;
  return at;
}
