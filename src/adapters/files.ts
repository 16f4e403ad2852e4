/** Files that people send: what they are by their names, and their bytes, fetched when somebody wants to read them. */
import { extname } from 'node:path';

/** The largest file that is read, in bytes: as large as what Telegram lets a bot download. */
export const LARGEST_FILE = 20 * 1024 * 1024;

const MIMES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.rtf': 'application/rtf',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
};

/** What a file's name says about its content; undefined where that is nothing that is known here. */
export function mimeOf(name: string): string | undefined {
  return MIMES[extname(name).toLowerCase()];
}

/**
 * What `read()` of a sent file rejects with: an expected failure, to be answered with a plain sentence. It is an error
 * only because `Said` promises the bytes themselves. It names nothing of the file, nor its path, nor its address, which
 * may hold a token.
 */
export class FileUnavailable extends Error {
  override readonly name = 'FileUnavailable';
}

/** The bytes at an address, within so many milliseconds. @throws FileUnavailable */
export async function download(url: string, patience: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    if (!response.ok || response.body === null) throw new FileUnavailable(`status ${response.status}`);
    return await wholeOf(response.body);
  } catch (error) {
    // What else went wrong would name the address.
    throw error instanceof FileUnavailable ? error : new FileUnavailable('not fetched');
  }
}

/** All of a file's content. The size that was told beforehand is no promise. @throws FileUnavailable */
export async function wholeOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > LARGEST_FILE) throw new FileUnavailable('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
