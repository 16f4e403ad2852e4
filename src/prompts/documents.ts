/** What is said about files that people send: why one can't be read, and what to do instead. */

const REFUSALS = {
  encrypted: "That file has a password, so I can't open it. Please send a copy without one, or paste the text here.",
  scanned:
    'That file holds pictures of pages, and I only read text. Please send the document it was made from, or paste the text here.',
  empty: 'I found no text in that file. Please send another one, or paste the text here.',
  broken: "That file seems to be damaged, so I couldn't read it. Please export it again, or paste the text here.",
  'too-large': 'That file is too big for me to open. Please send a smaller one, up to 20 MB, or paste the text here.',
  'too-long': 'That is more text than I can use: I read up to 30 pages. Please send only the pages that matter.',
  unsupported: 'I read PDF, Word (.docx) and text files. Please send one of these, or paste the text here.',
  timeout: 'Reading that file took too long, so I stopped. Please export it again as a PDF, or paste the text here.',
} as const;

/** Why a file wasn't read. */
export type Refusal = keyof typeof REFUSALS;

/** @returns one sentence on why the file wasn't read, and one on what to do */
export function refusalText(why: Refusal): string {
  return REFUSALS[why];
}
