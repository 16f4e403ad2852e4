/** Files that people send, fetched when they are read. */
import type { Connection } from './api.ts';

/** What Telegram lets a bot fetch at most, in bytes. */
const LARGEST_FILE = 20 * 1024 * 1024;

/** Why a file could not be had. It is an error only because `Said` promises the bytes; it names nothing of the file. */
export class FileUnavailable extends Error {
  override readonly name = 'FileUnavailable';
}

/** Reads a file of Telegram's. @throws FileUnavailable */
export async function fetchFile(
  { connection, root, token, patience }: { connection: Connection; root: string; token: string; patience: number },
  fileId: string,
): Promise<Uint8Array> {
  const described = await connection.call((api) => api.getFile(fileId));
  if (!('result' in described)) throw new FileUnavailable(described.failure);
  const { file_path: path, file_size: size = 0 } = described.result;
  if (path === undefined || size > LARGEST_FILE) throw new FileUnavailable('too large');
  try {
    return await download(`${root}/file/bot${token}/${path}`, patience);
  } catch {
    // What went wrong would name the address, and the token is part of it.
    throw new FileUnavailable('not fetched');
  }
}

async function download(url: string, patience: number): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
  if (!response.ok || !response.body) throw new FileUnavailable(`status ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The size told beforehand is no promise.
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > LARGEST_FILE) throw new FileUnavailable('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
