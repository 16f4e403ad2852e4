/** Files that people send: their media types, and their bytes, which are read only when somebody asks for them. */
import { extname } from 'node:path';
import { decodeText } from '../text/encodings.ts';
import { namesOf } from '../text/lexer.ts';
import type { Said } from './contract.ts';

/** The largest file that is read, in bytes: the limit of Telegram for downloads by bots. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** Types that clients leave out, or report as what the sender's system makes of them. */
const MIMES = namesOf(`application/pdf: .pdf; application/rtf: .rtf; text/plain: .txt; text/markdown: .md .markdown;
  text/html: .html .htm; audio/ogg: .ogg .oga .opus; audio/mpeg: .mp3; audio/mp4: .m4a; audio/wav: .wav; audio/flac: .flac`);

export type SentFile = Extract<Said, { kind: 'file' }>;

/** A sent file. A known extension takes precedence over the type that the platform reports. */
export function sentFile(
  name: string,
  reportedType: string | null | undefined,
  read: SentFile['read'],
  more: Pick<SentFile, 'seconds' | 'to' | 'isForeign' | 'isTyped'> = {},
): SentFile {
  const reported = reportedType?.split(';')[0]?.trim();
  const mime = MIMES.get(extname(name).toLowerCase()) ?? (reported || 'application/octet-stream');
  return { kind: 'file', name, mime, read, ...more };
}

/** Whether a file is a voice note or another recording: to be listened to, not read. */
export function isRecording({ mime }: SentFile): boolean {
  return mime.startsWith('audio/');
}

/** The text of a file. @returns null where it is no text, can't be fetched, or is in an encoding that can't be told */
export async function textOfFile({ mime, read }: SentFile): Promise<string | null> {
  const bytes = mime.startsWith('text/') ? await read().catch(() => null) : null;
  return bytes && decodeText(bytes);
}

/** Downloads a file. @param size as announced, in bytes @param timeout in milliseconds @returns null where it can't */
export async function download(url: string, size: number, timeout: number): Promise<Uint8Array | null> {
  if (size > LARGEST_FILE) return null;
  try {
    const { ok, body } = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    return ok && body ? await wholeOf(body) : null;
  } catch {
    return null;
  }
}

/** Reads a stream to its end, whatever size was announced. @param limit in bytes @returns null for more than that */
export async function wholeOf(content: AsyncIterable<Uint8Array>, limit = LARGEST_FILE): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
