import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { describe, expect, it, vi } from 'vitest';
import { letterDocument, letterPdf } from '../../src/documents/letter-files.ts';
import { USUAL } from './letters.ts';

describe('letter files', () => {
  it.each(['pdf', 'docx'] as const)('the %s file is named by company and edition', async (format) => {
    const nameOf = async (company: string | null, edition: number) =>
      (await letterDocument(USUAL, company, edition, format)).name;
    expect(await nameOf('Harbour Grid', 1)).toBe(`cover-letter-harbour-grid.${format}`);
    expect(await nameOf('Société txt.', 2)).toBe(`cover-letter-societe-txt-v2.${format}`);
    expect(await nameOf(null, 3)).toBe(`cover-letter-v3.${format}`);
  });

  it('filesFor() returns the PDF and the Word file of a letter, with their types', async () => {
    const file = (format: 'pdf' | 'docx') => letterDocument(USUAL, 'Harbour Grid', 1, format, 'de');
    const pdf = await file('pdf');
    expect(pdf.mime).toBe('application/pdf');
    expect(Buffer.compare(pdf.bytes, (await letterPdf(USUAL, 'de')).bytes)).toBe(0);
    const docx = await file('docx');
    expect(docx.mime).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect(Buffer.from(docx.bytes.subarray(0, 2)).toString()).toBe('PK');
  });

  it('a PDF after a failed load of the typesetter is typeset', async () => {
    // Other tests have loaded the typesetter of the module that they share.
    const path = '../../src/documents/letter-files.ts?loaded-anew';
    const anew: typeof import('../../src/documents/letter-files.ts') = await import(path);
    const reading = vi.spyOn(promises, 'readFile').mockRejectedValueOnce(new Error('EMFILE'));
    syncBuiltinESMExports();
    try {
      await expect(anew.letterPdf(USUAL)).rejects.toThrow('EMFILE');
    } finally {
      reading.mockRestore();
      syncBuiltinESMExports();
    }
    expect((await anew.letterPdf(USUAL)).pages).toBe(1);
  });
});
