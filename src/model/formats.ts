/** How a server can be asked for JSON. What it takes is found out with its answers, once, and remembered. */
import { z } from 'zod';

const FORMATS = ['json_schema', 'json_object', 'none'] as const;
type Format = (typeof FORMATS)[number];

/** Answers in a row that the schema did not bind; one is an accident. */
const MISREAD_AT_MOST = 1;

export class Formats {
  #known: Format = 'json_schema';
  #misread = 0;

  get known(): Format {
    return this.#known;
  }

  /** The server doesn't take this one: the next to try, or null where none is left. */
  refused(tried: Format): Format | null {
    const next = below(tried);
    // Of questions that are asked side by side, the second has learned nothing new.
    if (next !== null && FORMATS.indexOf(next) > FORMATS.indexOf(this.#known)) this.#known = next;
    return next;
  }

  /** The server took the schema, and its answer is no JSON all the same. */
  misread(tried: Format): Format {
    if (tried !== 'json_schema') return tried;
    this.#misread += 1;
    if (this.#misread > MISREAD_AT_MOST) this.refused(tried);
    return below(tried) ?? tried;
  }

  read(tried: Format): void {
    if (tried === 'json_schema') this.#misread = 0;
  }
}

function below(format: Format): Format | null {
  return FORMATS[FORMATS.indexOf(format) + 1] ?? null;
}

/** What of a request asks for the format. */
export function responseFormat(format: Format, name: string, shape: z.ZodType) {
  switch (format) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema' as const,
          json_schema: { name, strict: true, schema: z.toJSONSchema(shape, { target: 'draft-7' }) },
        },
      };
    case 'json_object':
      return { response_format: { type: 'json_object' as const } };
    case 'none':
      return {};
  }
}
