import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { letterDocx } from '../../src/documents/letter-files.ts';
import { letterText } from '../../src/letter/letter.ts';
import { docxTexts, GREEK, HOSTILE, LETTERS, letterOf, SHORT, USUAL, words } from './letters.ts';

async function partOf(docx: Promise<Uint8Array>, path: string): Promise<string> {
  return strFromU8(unzipSync(await docx)[path] ?? new Uint8Array());
}

/** @returns each paragraph as `style: text` */
function styled(xml: string): string[] {
  return xml
    .split('<w:p>')
    .slice(1)
    .map((paragraph) => {
      const style = paragraph.match(/<w:pStyle w:val="(\w+)"/)?.[1];
      const text = [...paragraph.matchAll(/<w:t [^>]*>([^<]*)<\/w:t>/g)].map(([, one]) => one).join('');
      return `${style}: ${text}`;
    });
}

describe('letter DOCX', () => {
  it('LibreOffice reads the text of the letter from the DOCX', async () => {
    const control = letterOf(
      [],
      'Dear team,\n\nOne\u0000 two\u001b three\ufffe four\ud800 \u{1f600} شكرا.\n\nKind regards',
    );
    const hostile = letterOf(['#1', '<b>'], `Dear <w:t>,\n\n${HOSTILE}\n\n& regards`);
    const long = letterOf(SHORT.heading, `Dear team,\n\n${'word '.repeat(10_000).trim()}\n\nKind regards,\nJo Ek`);
    const subject = 'Application: Backend Engineer, Plinth & Søn';
    const letters = [...Object.values(LETTERS), hostile, long, { ...SHORT, paragraphs: [] }, { ...SHORT, subject }];
    const texts = await docxTexts(await Promise.all([...letters, control].map((letter) => letterDocx(letter))));
    expect(texts.slice(0, -1).map((text) => words(withoutMark(text)))).toEqual(
      letters.map((one) => words(letterText(one))),
    );
    expect(words(withoutMark(texts.at(-1) ?? ''))).toBe(
      'Dear team, One two three four\ufffd \u{1f600} شكرا. Kind regards',
    );
  });

  it('each part of the letter is a paragraph with its own style', async () => {
    expect(styled(await partOf(letterDocx(USUAL), 'word/document.xml'))).toEqual([
      'Sender: Mira Solheim · mira@example.com · Oslo',
      'Date: 29 November 2026',
      'Subject: Application: Senior Backend Engineer, Metering, Harbour Grid',
      'Salutation: Dear Ada Lindqvist,',
      ...USUAL.paragraphs.map(({ sentences }) => `BodyText: ${sentences.map(({ text }) => text).join(' ')}`),
      'Closing: Kind regards,',
      'Signature: Mira Solheim',
    ]);
    const styles = await partOf(letterDocx(USUAL), 'word/styles.xml');
    for (const name of ['Sender', 'Date', 'Salutation', 'Body Text', 'Closing', 'Signature'])
      expect(styles).toContain(`<w:name w:val="${name}"/>`);
  });

  it('the DOCX metadata has title, author and language', async () => {
    const docx = letterDocx(GREEK, 'el');
    const properties = await partOf(docx, 'docProps/core.xml');
    const values = [...properties.matchAll(/<((?:dc|cp):[a-zA-Z]+)>([^<]+)</g)].map(
      ([, name, value]) => `${name} ${value}`,
    );
    expect(values).toEqual([
      'dc:title Cover letter, Ελένη Παπαδοπούλου',
      'dc:creator Ελένη Παπαδοπούλου',
      'cp:lastModifiedBy Ελένη Παπαδοπούλου',
      'cp:revision 1',
    ]);
    expect(await partOf(docx, 'word/styles.xml')).toContain('<w:lang w:val="el"/>');
  });

  it('the DOCX has no author if the letter names nobody', async () => {
    const properties = await partOf(
      letterDocx({ ...USUAL, heading: ['1 May 2026'], signOff: 'Bye' }),
      'docProps/core.xml',
    );
    expect(properties).toContain('<dc:title>Cover letter</dc:title><cp:revision>');
  });

  it('markup in a name is escaped in the DOCX metadata', async () => {
    const name = ']]>&<"x"/>';
    const properties = await partOf(
      letterDocx({ ...SHORT, heading: [name, '1 May'], signOff: name }),
      'docProps/core.xml',
    );
    expect(properties).toContain('<dc:creator>]]&gt;&amp;&lt;&quot;x&quot;/&gt;</dc:creator>');
  });
});

/** Removes the byte order mark that LibreOffice writes. */
function withoutMark(text: string): string {
  return text.replace('\ufeff', '');
}
