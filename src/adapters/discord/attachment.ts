/** A file that the person sent, read from Discord's file server when somebody wants it. */
import { extname } from 'node:path';
import type { Said } from '../adapter.ts';

/** Bytes that are read of a file, which is ten times the text that anybody reads of it. */
const LARGEST_FILE = 2 * 1024 * 1024;
const PATIENCE_MS = 15_000;

/** Discord leaves the type of some files out, and tells a Markdown file as whatever the sender's system takes it for. */
const MIMES: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.markdown': 'text/markdown',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** What `read()` rejects with: an expected failure, to be answered with a plain sentence. It holds no address. */
export class AttachmentUnreadable extends Error {
  override readonly name = 'AttachmentUnreadable';
}

export function attachment(file: {
  readonly filename: string;
  readonly content_type?: string | null | undefined;
  readonly size: number;
  readonly url: string;
}): Extract<Said, { kind: 'file' }> {
  const named = MIMES[extname(file.filename).toLowerCase()];
  const told = file.content_type?.split(';')[0]?.trim();
  return {
    kind: 'file',
    name: file.filename,
    mime: named ?? told ?? 'application/octet-stream',
    read: () => bytesAt(file.url, file.size),
  };
}

async function bytesAt(url: string, size: number): Promise<Uint8Array> {
  if (size > LARGEST_FILE) throw new AttachmentUnreadable('too large');
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
  if (!response?.ok || response.body === null) throw new AttachmentUnreadable(`status ${response?.status ?? 'none'}`);
  const parts: Uint8Array[] = [];
  let read = 0;
  for await (const part of response.body) {
    read += part.length;
    // The size told beforehand is no promise.
    if (read > LARGEST_FILE) throw new AttachmentUnreadable('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
