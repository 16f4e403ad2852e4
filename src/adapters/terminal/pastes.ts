/** Tells what a person typed from what they pasted, by the marks that a terminal puts around a paste when asked to. */

/** Asks the terminal to mark pastes, and to stop marking them. */
export const MARK_PASTES = '\u001b[?2004h';
export const UNMARK_PASTES = '\u001b[?2004l';

const BEGIN = '\u001b[200~';
const END = '\u001b[201~';

export interface Piece {
  readonly kind: 'typed' | 'pasted';
  readonly text: string;
}

/** Takes the input in whatever chunks it comes and gives back what is complete; a paste comes whole. */
export class Pastes {
  #kind: Piece['kind'] = 'typed';
  #held = '';

  take(chunk: string): Piece[] {
    const pieces: Piece[] = [];
    let text = this.#held + chunk;
    for (;;) {
      const mark = this.#kind === 'typed' ? BEGIN : END;
      const at = text.indexOf(mark);
      if (at === -1) break;
      pieces.push({ kind: this.#kind, text: text.slice(0, at) });
      text = text.slice(at + mark.length);
      this.#kind = this.#kind === 'typed' ? 'pasted' : 'typed';
    }
    if (this.#kind === 'pasted') {
      this.#held = text;
    } else {
      const whole = text.length - startedMark(text);
      pieces.push({ kind: 'typed', text: text.slice(0, whole) });
      this.#held = text.slice(whole);
    }
    return pieces.filter((piece) => piece.text !== '');
  }
}

/**
 * How much of the end of the text may be the start of a mark. A lone escape is not taken for one: it is the Escape key,
 * and terminals send a mark in one go.
 */
function startedMark(text: string): number {
  for (let length = Math.min(BEGIN.length - 1, text.length); length > 1; length -= 1) {
    if (text.endsWith(BEGIN.slice(0, length))) return length;
  }
  return 0;
}
