/**
 * A message as Discord's client shows it: escaped characters as they are, and the kinds of markup in it, so that a test
 * can check that people's text becomes no markup. It follows the client's behaviour, and shares no code with the program.
 */

export interface Shown {
  readonly text: string;
  /** Kinds of markup that take effect in it. */
  readonly markup: readonly string[];
}

/** Rules for the start of a line, in the order in which the client tries them. */
const RULES: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['heading', /^ *#{1,3} +(?=\S)/],
  ['subtext', /^-# +(?=\S)/],
  ['quote', /^ *>(?:>>)? /],
  ['list', /^ *(?:[*-]|\d+\.) +/],
];
const INLINE: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['code block', /^```[\s\S]+?```/],
  ['code', /^(`+)[^`][\s\S]*?\1(?!`)/],
  ['link', /^\[[^\]\n]*\]\(\s*<?https?:\/\/[^)]*\)/],
  ['mention', /^<(?:@[!&]?|#)\d+>/],
  ['timestamp', /^<t:-?\d+(?::[tTdDfFR])?>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['hidden link', /^<https?:\/\/[^\s>]+>/],
  ['everyone', /^@(?:everyone|here)/],
  ['spoiler', /^\|\|[\s\S]+?\|\|/],
  ['strike', /^~~[\s\S]+?~~/],
  ['bold', /^\*\*[\s\S]+?\*\*(?!\*)/],
  ['underline', /^__[\s\S]+?__(?!_)/],
  ['italic', /^_(?:__|\\[\s\S]|[^\\_])+?_(?!\w)/],
  ['italic', /^\*(?=\S)(?:\*\*|\\[\s\S]|[^*\\])+?\S?\*(?!\*)/],
  ['emoji', /^:(?!\d\d?:)[\w+-]+:/],
];
const LINK = /^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/;
const ESCAPE = /^\\([^0-9A-Za-z\s])/;

export function shown(content: string): Shown {
  let text = '';
  const markup: string[] = [];
  let at = 0;
  while (at < content.length) {
    const rest = content.slice(at);
    const startsLine = at === 0 || content[at - 1] === '\n';
    const escaped = ESCAPE.exec(rest);
    const link = escaped ? null : LINK.exec(rest);
    if (escaped) {
      text += escaped[1];
      at += 2;
    } else if (link) {
      text += link[0];
      at += link[0].length;
    } else {
      const rules = startsLine ? [...RULES, ...INLINE] : INLINE;
      for (const [kind, pattern] of rules) if (pattern.test(rest)) markup.push(kind);
      text += content[at];
      at += 1;
    }
  }
  return { text, markup };
}
