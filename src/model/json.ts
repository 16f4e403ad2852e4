/** Extracts JSON from a model's answer. */

/** Parses the first JSON object of a text: bare, fenced or surrounded by words. Undefined if none is complete. */
export function objectIn(text: string): unknown {
  const start = text.indexOf('{');
  const end = start < 0 ? null : closing(text, start);
  return end === null ? undefined : parsed(text.slice(start, end));
}

/** Maximum characters scanned, to bound the time: many times the length of a letter. */
const LOOKED_THROUGH_AT_MOST = 2_000_000;

/** Collects the outermost objects that `read` accepts, also inside lists and objects. @param read null to reject */
export function objectsIn<Value>(text: string, read: (object: unknown) => Value | null): Value[] {
  const found: Value[] = [];
  let at = text.indexOf('{');
  for (let left = LOOKED_THROUGH_AT_MOST; at >= 0 && left > 0; ) {
    const end = closing(text, at);
    left -= (end ?? text.length) - at;
    const value = end === null ? null : read(parsed(text.slice(at, end)));
    if (value !== null) found.push(value);
    at = text.indexOf('{', value === null ? at + 1 : (end ?? at + 1));
  }
  return found;
}

function parsed(text: string): unknown {
  const value = jsonIn(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

/** Parses JSON; undefined if invalid. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the offset behind the closing brace of the object at `start`, ignoring strings; null if unclosed. */
function closing(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
