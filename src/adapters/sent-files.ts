/** Files that people send: media types, and lazy reading of their bytes. */
import { extname } from 'node:path';
import { decodeText } from '../text/encodings.ts';
import { parseNameTable } from '../text/lexer.ts';
import type { Said } from './contract.ts';

/** Maximum bytes of a file: Telegram's download limit for bots. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** Clients may omit these types or report the sender's system default. */
const MIMES =
  parseNameTable(`application/pdf: .pdf; application/rtf: .rtf; text/plain: .txt; text/markdown: .md .markdown;
  text/html: .html .htm; audio/ogg: .ogg .oga .opus; audio/mpeg: .mp3; audio/mp4: .m4a; audio/wav: .wav; audio/flac: .flac`);

export type SentFile = Extract<Said, { kind: 'file' }>;

/** Creates a sent file. A known extension takes precedence over the reported type. */
export function sentFile(
  name: string,
  reportedType: string | null | undefined,
  read: SentFile['read'],
  more: Pick<SentFile, 'seconds' | 'to' | 'isForeign' | 'as' | 'isTyped'> = {},
): SentFile {
  const reported = reportedType?.split(';')[0]?.trim();
  const mime = MIMES.get(extname(name).toLowerCase()) ?? (reported || 'application/octet-stream');
  return { kind: 'file', name, mime, read, ...more };
}

/** Whether a file is a voice message or another audio recording, to be transcribed. */
export function isRecording({ mime }: SentFile): boolean {
  return mime.startsWith('audio/');
}

/** Returns the text of a file; null if it isn't text, can't be fetched, or its encoding can't be detected. */
export async function textOfFile({ mime, read }: SentFile): Promise<string | null> {
  const bytes = mime.startsWith('text/') ? await read().catch(() => null) : null;
  return bytes && decodeText(bytes);
}

/** Downloads a file. @param size announced bytes @param timeout in milliseconds @returns null on failure */
export async function download(url: string, size: number, timeout: number): Promise<Uint8Array | null> {
  if (size > LARGEST_FILE) return null;
  try {
    const { ok, body } = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    return ok && body ? await wholeOf(body) : null;
  } catch {
    return null;
  }
}

/** Reads a stream to its end, regardless of the announced size. @param limit in bytes @returns null if exceeded */
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
