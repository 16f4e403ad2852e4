/** Encryption at rest for what people said: AES-256-GCM. The key's id is stored beside each sealed value. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { UnreadableRow } from './database-errors.ts';
import { type Database, eq, execute, sql } from './engine.ts';
import { completions, held, interviews, keys as keyTable, letters, outbox } from './schema.ts';

export interface Key {
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** `table` and `id` are authenticated with the value: copied to another row, it can't be decrypted. */
export interface Cipher {
  /** @returns the encrypted value; without keys, the value itself */
  seal(value: unknown, table: string, id: string): unknown;
  /** @returns the decrypted value; an unencrypted one as is. @throws UnreadableRow without the right key */
  open(stored: unknown, table: string, id: string): unknown;
  /** For bytes stored in a separate column beside a sealed value. */
  sealBytes(bytes: Uint8Array, table: string, id: string): Uint8Array;
  /** @param beside the sealed value of the row, which names the key */
  openBytes(bytes: Uint8Array, beside: unknown, table: string, id: string): Uint8Array;
}

const ALGORITHM = 'aes-256-gcm';
// Bytes.
const NONCE = 12;
const TAG = 16;

/** `isInUse` relies on the field order. */
const SealedSchema = z.strictObject({ key: z.string(), sealed: z.base64() });

/** @param keys the first encrypts, all of them decrypt; if empty, values are stored as they are */
export function createCipher(keys: readonly Key[]): Cipher {
  const [first] = keys;

  function opened(sealed: Uint8Array, keyId: string, table: string, id: string): Buffer {
    const key = keys.find((each) => each.id === keyId);
    if (key === undefined) throw new UnreadableRow(table, id);
    try {
      const decipher = createDecipheriv(ALGORITHM, key.secret, sealed.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(JSON.stringify([table, id])));
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
    } catch {
      throw new UnreadableRow(table, id);
    }
  }

  return {
    seal(value, table, id) {
      if (first === undefined) return value;
      const bytes = sealedBytes(first, Buffer.from(JSON.stringify(value)), table, id);
      return { key: first.id, sealed: bytes.toString('base64') };
    },
    open(stored, table, id) {
      const { data } = SealedSchema.safeParse(stored);
      if (data === undefined) return stored;
      return JSON.parse(opened(Buffer.from(data.sealed, 'base64'), data.key, table, id).toString());
    },
    sealBytes: (bytes, table, id) => (first === undefined ? bytes : sealedBytes(first, bytes, table, id)),
    openBytes(bytes, beside, table, id) {
      const { data } = SealedSchema.safeParse(beside);
      return data === undefined ? bytes : new Uint8Array(opened(bytes, data.key, table, id));
    },
  };
}

function sealedBytes({ secret }: Key, bytes: Uint8Array, table: string, id: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.from(JSON.stringify([table, id])));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Known plaintext, encrypted with each key so that a wrong key is detected at start. */
const PROOF = 'foreword';

/** Checks the keys against the database and deletes unused ones. @returns null, or an error sentence */
export async function checkKeys(db: Database, keys: readonly Key[]): Promise<string | null> {
  const [first] = keys;
  const cipher = createCipher(keys);
  if (first !== undefined)
    await db
      .insert(keyTable)
      .values({ id: first.id, proof: cipher.seal(PROOF, 'keys', first.id) })
      .onConflictDoNothing();
  for (const { id, proof } of await db.select().from(keyTable)) {
    if (keys.some((key) => key.id === id)) {
      if (!isOpenedBy(cipher, proof, id))
        return `The key "${id}" in FOREWORD_KEYS isn't the key "${id}" that the database was encrypted with.`;
    } else if (await isInUse(db, id))
      return `The database was encrypted with the key "${id}", and FOREWORD_KEYS has no key of that id.`;
    else await db.delete(keyTable).where(eq(keyTable.id, id));
  }
  return null;
}

function isOpenedBy(cipher: Cipher, proof: unknown, id: string): boolean {
  try {
    return cipher.open(proof, 'keys', id) === PROOF;
  } catch (error) {
    if (error instanceof UnreadableRow) return false;
    throw error;
  }
}

/** Reads all rows, so call it only for a missing key. Compares text, because JSON operators refuse an escaped NUL. */
async function isInUse(db: Database, id: string): Promise<boolean> {
  const beginning = `{"key":${JSON.stringify(id)},`;
  const columns = [interviews.saved, held.body, outbox.body, letters.letter, completions.raw];
  for (const column of columns) {
    const found = await execute(
      db,
      sql`select 1 from ${column.table} where starts_with(${column}::text, ${beginning}) limit 1`,
    );
    if (found.length > 0) return true;
  }
  return false;
}
