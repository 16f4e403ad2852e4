/** ZIP archives from strangers: what they hold is looked at before anything is unpacked, and unpacked within a limit. */
import { inflateRawSync } from 'node:zlib';

export interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** As the archive declares it, in bytes. */
  readonly size: number;
  readonly packedSize: number;
  /** 0 for stored, 8 for deflated; others are not read. */
  readonly method: number;
  /** Where its own header starts. */
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
/** The comment behind the end record has at most so many bytes. */
const COMMENT_AT_MOST = 0xffff;
/** A document has some dozens. */
const ENTRIES_AT_MOST = 5000;

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** What an archive says it holds. @returns null where it isn't whole */
export function entriesOf(bytes: Uint8Array): Entry[] | null {
  const archive = bufferOf(bytes);
  const end = endRecord(archive);
  if (end === null) return null;
  const count = archive.readUInt16LE(end + 10);
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  while (entries.length < Math.min(count, ENTRIES_AT_MOST)) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== CENTRAL) return null;
    const nameLength = archive.readUInt16LE(at + 28);
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      isEncrypted: (archive.readUInt16LE(at + 8) & 1) === 1,
      method: archive.readUInt16LE(at + 10),
      packedSize: archive.readUInt32LE(at + 20),
      size: archive.readUInt32LE(at + 24),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function endRecord(archive: Buffer): number | null {
  const first = Math.max(0, archive.length - END_LENGTH - COMMENT_AT_MOST);
  for (let at = archive.length - END_LENGTH; at >= first; at -= 1) if (archive.readUInt32LE(at) === END) return at;
  return null;
}

/**
 * Unpacks one entry.
 * @returns null where it holds more than it declares, or can't be unpacked
 */
export function unpack(bytes: Uint8Array, { offset, method, size, packedSize }: Entry): Buffer | null {
  const archive = bufferOf(bytes);
  if (offset + 30 > archive.length || archive.readUInt32LE(offset) !== LOCAL) return null;
  const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  const packed = archive.subarray(start, start + packedSize);
  if (method === 0) return packed.length === size ? packed : null;
  try {
    const data = method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }) : null;
    return data?.length === size ? data : null;
  } catch {
    return null;
  }
}
