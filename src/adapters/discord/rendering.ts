/** A message as Discord takes it: in parts of its length, with controls below the last one, or as a file. */
import type { Outbound } from '../contract.ts';
import { messageOf } from '../message.ts';
import { split } from '../split.ts';
import { type Row, rowsOf } from './controls.ts';
import { inert } from './markdown.ts';

/** Units that one message holds. */
export const TEXT_AT_MOST = 2_000;

export interface Part {
  readonly content: string;
  readonly rows: readonly Row[];
  readonly file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array } | null;
}

export function partsOf(message: Outbound, owner: string | null): Part[] {
  if (message.kind === 'file') return [{ content: '', rows: [], file: message }];
  const isAsk = message.kind === 'ask';
  const texts = textsOf(isAsk ? messageOf(message) : message.text);
  const rows = isAsk ? rowsOf(message, owner) : [];
  return texts.map((content, at) => ({ content, rows: at === texts.length - 1 ? rows : [], file: null }));
}

/** The text in messages that Discord takes: of white space alone it takes none. */
export function textsOf(text: string): string[] {
  const parts = piecesOf(text);
  const shown = parts.filter((part) => part.trim() !== '');
  return shown.length > 0 ? shown : parts;
}

/** The text in parts of a message's length, with all markup inert. Joined, as Discord shows them, they are the text again. */
export function piecesOf(text: string): string[] {
  return split(text, TEXT_AT_MOST).flatMap((part) => fitted(part));
}

/** Escaping makes a text longer: what doesn't fit any more is split again, the shorter the more was escaped. */
function fitted(text: string): string[] {
  const escaped = inert(text);
  if (escaped.length <= TEXT_AT_MOST) return [escaped];
  const limit = Math.floor((text.length * TEXT_AT_MOST) / escaped.length) - 1;
  return split(text, limit).flatMap((part) => fitted(part));
}
