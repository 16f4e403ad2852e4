/** How much of a file is read. The words in `prompts/documents.ts` name the first two. */

/** In bytes. */
export const LARGEST_DOCUMENT = 20 * 1024 * 1024;
export const PAGES_AT_MOST = 30;
/** In characters: thirty full pages. */
export const TEXT_AT_MOST = 150_000;
/** Bytes of the XML in a Word file, unpacked. */
export const UNPACKED_AT_MOST = 12 * 1024 * 1024;
/** Bytes of all that a Word file says it holds, pictures included. */
export const DECLARED_AT_MOST = 200 * 1024 * 1024;
/** Milliseconds for one file, the start of its process included. */
export const READING_TIME = 20_000;
/** Megabytes of the reading process: of its heap, and of all of it. */
export const HEAP_AT_MOST = 256;
export const MEMORY_AT_MOST = 400;
