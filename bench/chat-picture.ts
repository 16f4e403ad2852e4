/** A chat as a picture: bubbles with buttons and files, from top to bottom, in several columns. */

export interface ChatMessage {
  readonly who: 'bot' | 'person';
  readonly text: string;
  /** Labels by row. */
  readonly buttons?: readonly (readonly string[])[];
  /** The name of an attached file. */
  readonly file?: string;
}

/** Pixels. Text widths are estimated, so a bubble is slightly wider than its text. */
const COLUMN = 440;
const COLUMN_HEIGHT = 2_060;
const BUBBLE = 360;
const PADDING = 12;
const GAP = 10;
const LINE = 18;
const BUTTON = 28;
const FONT = 13;
const COLOURS = {
  page: '#f2f3f5',
  bot: '#ffffff',
  person: '#d7ebff',
  line: '#d4d7dc',
  text: '#1e2124',
  button: '#e8eaed',
};

interface Block {
  readonly height: number;
  /** @returns SVG with its top left corner at this place */
  draw(x: number, y: number): string;
}

/** @returns the SVG */
export function chatPicture(messages: readonly ChatMessage[]): string {
  const columns: Block[][] = [[]];
  let height = 0;
  let tallest = 0;
  for (const block of messages.map(blockOf)) {
    if (height > 0 && height + block.height > COLUMN_HEIGHT) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)?.push(block);
    height += block.height + GAP;
    tallest = Math.max(tallest, height);
  }
  const drawn = columns.flatMap((blocks, column) => {
    let y = GAP;
    return blocks.map((block) => {
      const svg = block.draw(column * COLUMN + GAP, y);
      y += block.height + GAP;
      return svg;
    });
  });
  const [width, total] = [columns.length * COLUMN + GAP, tallest + 2 * GAP];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="Helvetica, Arial, DejaVu Sans, sans-serif" font-size="${FONT}">`,
    rectangle(0, 0, width, total, 0, COLOURS.page),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function blockOf({ who, text, buttons = [], file }: ChatMessage): Block {
  const lines = text === '' ? [] : text.split('\n').flatMap((line) => wrapped(line, BUBBLE - 2 * PADDING));
  const shown = file === undefined ? lines : [...lines, `Attached: ${file}`];
  const width = Math.min(BUBBLE, Math.max(...shown.map(widthOf), 40) + 2 * PADDING);
  const bubble = shown.length * LINE + 2 * PADDING - 6;
  const rows = buttons.flatMap(fitting);
  return {
    height: bubble + rows.length * (BUTTON + 4),
    draw(x, y) {
      const left = who === 'bot' ? x : x + COLUMN - 2 * GAP - width;
      const words = shown.map((line, at) => textAt(left + PADDING, y + PADDING + FONT - 2 + at * LINE, line));
      const below = rows.flatMap((labels, row) => buttonsAt(labels, x, y + bubble + 4 + row * (BUTTON + 4)));
      return [rectangle(left, y, width, bubble, 10, COLOURS[who]), ...words, ...below].join('\n');
    },
  };
}

/** Breaks a row of buttons that is wider than the column. */
function fitting(labels: readonly string[]): string[][] {
  const rows: string[][] = [[]];
  let used = 0;
  for (const label of labels) {
    const width = widthOf(label) + 2 * PADDING + 4;
    if (used > 0 && used + width > COLUMN - 2 * GAP) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(label);
    used += width;
  }
  return rows;
}

function buttonsAt(labels: readonly string[], left: number, y: number): string[] {
  let x = left;
  return labels.map((label) => {
    const width = widthOf(label) + 2 * PADDING;
    const drawn = rectangle(x, y, width, BUTTON, 6, COLOURS.button) + textAt(x + PADDING, y + BUTTON / 2 + 5, label);
    x += width + 4;
    return drawn;
  });
}

function wrapped(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (widthOf(longer) <= width || last === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function widthOf(text: string): number {
  const narrow = new Set("iljtfrI.,:;'!|() ");
  return Math.ceil(
    [...text].reduce((sum, sign) => sum + (narrow.has(sign) ? 0.36 : sign > 'z' ? 0.75 : 0.63), 0) * FONT,
  );
}

function rectangle(x: number, y: number, width: number, height: number, radius: number, fill: string): string {
  const border = radius > 0 ? ` stroke="${COLOURS.line}"` : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"${border}/>`;
}

function textAt(x: number, y: number, text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<text x="${x}" y="${y}" fill="${COLOURS.text}" xml:space="preserve">${safe}</text>`;
}
