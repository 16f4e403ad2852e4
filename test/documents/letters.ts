/** Letters for tests of files, and readers of these files by other programs. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Letter } from '../../src/letter/letter.ts';

const run = promisify(execFile);

/** @param text greeting, paragraphs and sign-off, separated by empty lines; each line is a sentence */
export function letterOf(heading: readonly string[], text: string): Letter {
  const [greeting = '', ...parts] = text.split('\n\n');
  const signOff = parts.pop() ?? '';
  const sentence = (line: string) => ({ text: line, slots: [], key: line, edited: false });
  const paragraphs = parts.map((part) => ({ sentences: part.split('\n').map(sentence) }));
  return { heading: [...heading], greeting, paragraphs, signOff };
}

const METERS = `At Nordlys Energi I rebuilt meter ingestion in Go as an append-only store.
Before that, every reading went through one Oracle procedure that fell over at midnight.
I designed and wrote it; the firmware came from another team.
Lost readings fell from 1.2% to 0.05%.
From meter to bill, it takes 4 s, down from 6 minutes.
Throughput rose from 400 to 9,500 readings per second at the midnight peak.`;

export const SHORT = letterOf(
  ['Jo Ek · jo@example.com', '1 May 2026'],
  'Dear hiring team,\n\nI built the seat inventory of a railway.\n\nKind regards,\nJo Ek',
);

export const USUAL: Letter = {
  subject: 'Application: Senior Backend Engineer, Metering, Harbour Grid',
  ...letterOf(
    ['Mira Solheim · mira@example.com · Oslo', '29 November 2026'],
    `Dear Ada Lindqvist,

On your blog you explain that every estimate keeps the readings it was made from.

${METERS}

Meters resend a whole day when the radio drops, and nobody can update them: they sit in walls.

I can show you the key design.
How do you expire raw readings?

Kind regards,
Mira Solheim`,
  ),
};

export const TWO_PAGES = letterOf(
  ['Mira Solheim · mira@example.com · Oslo', '29 November 2026'],
  `Dear Ada Lindqvist,\n\n${Array.from({ length: 12 }, () => METERS).join('\n\n')}\n\nKind regards,\nMira Solheim`,
);

export const GREEK = letterOf(
  ['Ελένη Παπαδοπούλου · eleni@example.com · Θεσσαλονίκη', '29 Νοεμβρίου 2026'],
  `Αγαπητέ κύριε Αντωνίου,

Οι χαμένες εγγραφές μειώθηκαν από 1,2% σε 0,05%, και ο χρόνος απόκρισης p99 από 2,4 s σε 310 ms.
Το κλειδί είναι «μετρητής, καταχωρητής και αριθμός ακολουθίας»· ἀρχή, ᾠδή.

Με εκτίμηση,
Ελένη Παπαδοπούλου`,
);

export const CYRILLIC = letterOf(
  ['Ольга Щербакова · olga@example.com · Београд', '29 ноября 2026 г.'],
  `Уважаемая Ада Линдквист,

Потери показаний снизились с 1,2 % до 0,05 %, пропускная способность выросла с 400 до 9 500 показаний в секунду.
Їжак, ґанок, Ђорђе, Ѓорѓи, Љубљана, әлем.

С уважением,
Ольга Щербакова`,
);

const CENTRAL_EUROPEAN = letterOf(
  ['Łukasz Żółć-Ağaoğlu · lukasz@example.com · Dvůr Králové nad Labem', '29. November 2026'],
  `Sehr geehrte Frau Großmann,

die Latenz (p99) sank von 2,4 s auf 310 ms; der Durchsatz stieg auf 1.250.000 Ereignisse pro Tag – „ohne Verlust“.
Þór, İstanbul, Şişli, Ħal, Őrség, ẞ, efficient office, €1,200, ≥ 99.9 %, 400 → 9,500.

Mit freundlichen Grüßen
Łukasz Żółć-Ağaoğlu`,
);

/** By language. */
export const LETTERS = { en: USUAL, 'en-GB': SHORT, 'en-US': TWO_PAGES, el: GREEK, ru: CYRILLIC, de: CENTRAL_EUROPEAN };

/** Normalizes white space. */
export function words(text: string): string {
  return text.trim().split(/\s+/).join(' ');
}

/** Runs a program of poppler on a PDF. @returns its output */
export async function poppler(program: string, pdf: Uint8Array, ...options: string[]): Promise<Buffer> {
  return inDirectory(async (directory) => {
    const file = join(directory, 'letter.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run(program, [...options, file, ...(program === 'pdftotext' ? ['-'] : [])], {
      encoding: 'buffer',
      maxBuffer: 2 ** 26,
    });
    return stdout;
  });
}

export async function pdfText(pdf: Uint8Array): Promise<string> {
  return (await poppler('pdftotext', pdf)).toString();
}

/** @returns the texts that LibreOffice reads; for all files at once, as it starts slowly */
export async function docxTexts(files: readonly Uint8Array[]): Promise<string[]> {
  return inDirectory(async (directory) => {
    const paths = files.map((_, at) => join(directory, `letter-${at}.docx`));
    await Promise.all(paths.map((path, at) => writeFile(path, files[at] ?? '')));
    const profile = `-env:UserInstallation=${pathToFileURL(join(directory, 'profile'))}`;
    const format = ['--convert-to', 'txt:Text (encoded):UTF8', '--outdir', directory];
    await run('soffice', [profile, '--headless', ...format, ...paths]);
    return Promise.all(paths.map((path) => readFile(path.replace('.docx', '.txt'), 'utf8')));
  });
}

async function inDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-documents-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Text with the syntax of markup languages, one sentence per line. */
export const HOSTILE = String.raw`#import "@preview/x:1.0.0": * #read("/etc/passwd") #eval("1+1") #panic()
#set text(size: 99pt) #let a = 1 #{ } #[ ] #sys.inputs.letter \u{41}
$x^2 + y_1$ $$ \frac{1}{2} *bold* _italic_ \`code\` ~ -- --- ... '"quotes"'
@reference <label> <b>bold</b> &amp; &lt; <!-- c --> <![CDATA[ x ]]> </w:t></w:r>
// comment /* block */ https://example.com/a//b \ \\ \n %s \${x} {{y}} [z](w) { } [ ] ( )
= Heading == Heading - item + item / term: x 1. one ; #; ;
a\u0000b`.replaceAll('\\`', '`');
