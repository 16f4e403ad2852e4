/** People's words as Discord shows them: every character stands for itself, and none of it becomes markup or a mention. */

/** What Discord takes for a link, and shows as it stands; a backslash inside would become part of the address. */
const LINK = /(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/g;

/** Marks that work anywhere: emphasis, code, `~~`, `||`, masked links, mentions and timestamps, `:emoji:`, `@everyone`. */
const ANYWHERE = /[\\*_`[<]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\||:(?=(?!\d\d?:)[\w+-]+:)|@(?=everyone|here)/g;

/** Marks that work where a line begins: headings, small print, quotes and lists. */
const AT_LINE_START = /^([ \t]*)(#|>|-(?=[\s#])|\d+(?=\.\s))/gm;

/** The text with a backslash before everything that Discord would not show as it is. */
export function inert(text: string): string {
  let out = '';
  let end = 0;
  for (const link of text.matchAll(LINK)) {
    out += `${escaped(text.slice(end, link.index))}${link[0]}`;
    end = link.index + link[0].length;
  }
  return lineStarts(out + escaped(text.slice(end)));
}

function escaped(text: string): string {
  return text.replace(ANYWHERE, '\\$&');
}

function lineStarts(text: string): string {
  return text.replace(AT_LINE_START, (_, indent: string, mark: string) =>
    /\d/.test(mark) ? `${indent}${mark}\\` : `${indent}\\${mark}`,
  );
}
