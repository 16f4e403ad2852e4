/** Files that people send, fetched when they are read. */
import { download, FileUnavailable, LARGEST_FILE } from '../files.ts';
import type { Connection } from './api.ts';

/** Reads a file of Telegram's. @throws FileUnavailable */
export async function fetchFile(
  { connection, root, token, patience }: { connection: Connection; root: string; token: string; patience: number },
  fileId: string,
): Promise<Uint8Array> {
  const described = await connection.call((api) => api.getFile(fileId));
  if (!('result' in described)) throw new FileUnavailable(described.failure);
  const { file_path: path, file_size: size = 0 } = described.result;
  if (path === undefined || size > LARGEST_FILE) throw new FileUnavailable('too large');
  return download(`${root}/file/bot${token}/${path}`, patience);
}
