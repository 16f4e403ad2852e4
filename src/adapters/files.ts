/** Files that people send: their media types, and their bytes, which are read only when somebody asks for them. */
import { extname } from 'node:path';
import type { Said } from './contract.ts';

/** The largest file that is read, in bytes: the limit of Telegram for downloads by bots. */
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

/** The media type that a file's extension stands for; undefined where the extension is unknown. */
export function mimeOf(name: string): string | undefined {
  return MIMES[extname(name).toLowerCase()];
}

/**
 * A sent file. The extension takes precedence over the type that the platform reports: clients often leave it out, or
 * send what the sender's system makes of a Markdown file.
 *
 * @param read may reject with FileUnavailable
 */
export function sentFile(
  name: string,
  reportedType: string | null | undefined,
  read: () => Promise<Uint8Array>,
): Extract<Said, { kind: 'file' }> {
  const reported = reportedType?.split(';')[0]?.trim();
  return { kind: 'file', name, mime: mimeOf(name) ?? (reported || 'application/octet-stream'), read };
}

/**
 * What `read()` of a sent file rejects with: an expected failure, to be answered with a plain sentence. It is an error
 * only because `Said` promises the bytes themselves. Its message holds no file name, path or address: an address may
 * hold a token.
 */
export class FileUnavailable extends Error {
  override readonly name = 'FileUnavailable';
}

/** Downloads a file. @param timeout in milliseconds @throws FileUnavailable */
export async function download(url: string, timeout: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
    if (!response.ok || response.body === null) throw new FileUnavailable(`status ${response.status}`);
    return await wholeOf(response.body);
  } catch (error) {
    // The message of any other error contains the address.
    throw error instanceof FileUnavailable ? error : new FileUnavailable('not fetched');
  }
}

/**
 * Reads a stream to its end, but no more than the limit: a size announced beforehand is no guarantee.
 *
 * @param limit in bytes
 * @throws FileUnavailable
 */
export async function wholeOf(content: AsyncIterable<Uint8Array>, limit: number = LARGEST_FILE): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    size += part.length;
    if (size > limit) throw new FileUnavailable('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
