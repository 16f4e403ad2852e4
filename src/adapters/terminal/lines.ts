/** One line of input; `text` is null where it was longer than allowed. */
interface Line {
  readonly text: string | null;
}

/** Room for a message of a megabyte with every character escaped, and no way to fill the memory with one line. */
const LONGEST_LINE = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

/**
 * The lines of a stream of bytes, read no faster than they are taken. What follows the last line feed is a line too.
 *
 * `node:readline` would not do: it also ends a line at U+2028 and at a lone carriage return, and JSON text may hold the
 * first. A carriage return before the line feed and a byte order mark are dropped; bytes that are no UTF-8 become U+FFFD.
 *
 * @throws whatever the stream fails with, or the stream's premature close when it is destroyed.
 */
export async function* linesOf(
  input: AsyncIterable<Uint8Array | string>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let size = 0;

  function keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    size += bytes.length;
    if (size <= longest) parts.push(bytes);
    else parts = [];
  }

  function take(): Line {
    // A decoder of its own for each line drops a byte order mark wherever concatenated files left one.
    const text = size > longest ? null : new TextDecoder().decode(Buffer.concat(parts)).replace(/\r$/, '');
    parts = [];
    size = 0;
    return { text };
  }

  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      keep(bytes.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(bytes.subarray(start));
  }
  if (size > 0) yield take();
}
