/** A file that the person sent, read from Discord's file server when somebody wants it. */
import type { Said } from '../contract.ts';
import { download, FileUnavailable, LARGEST_FILE, mimeOf } from '../files.ts';

const PATIENCE_MS = 15_000;

export function attachment(file: {
  readonly filename: string;
  readonly content_type?: string | null | undefined;
  readonly size: number;
  readonly url: string;
}): Extract<Said, { kind: 'file' }> {
  // Discord leaves the type of some files out, and tells a Markdown file as whatever the sender's system takes it for.
  const told = file.content_type?.split(';')[0]?.trim();
  return {
    kind: 'file',
    name: file.filename,
    mime: mimeOf(file.filename) ?? told ?? 'application/octet-stream',
    read() {
      if (file.size > LARGEST_FILE) return Promise.reject(new FileUnavailable('too large'));
      return download(file.url, PATIENCE_MS);
    },
  };
}
