/** Text files in common encodings are decoded correctly or refused. */
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/text/encodings.ts';

const TEXT = 'Zürich: p99 went from 1.8 s to 210 ms. “Café”, naïve.\r\n\tEnd';

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
/** Windows code pages, as far as the tests need them: characters and their bytes. */
const paged = (text: string, page: Readonly<Record<string, number>>) =>
  Buffer.from([...text].map((sign) => page[sign] ?? sign.charCodeAt(0)));
const POLISH = { ł: 0xb3, ą: 0xb9, ę: 0xea, ć: 0xe6, ś: 0x9c, ż: 0xbf, ź: 0x9f, ń: 0xf1, Ł: 0xa3 };
const CZECH = { ř: 0xf8, ě: 0xec, č: 0xe8, š: 0x9a, ž: 0x9e, ů: 0xf9, í: 0xed, á: 0xe1 };

/** Windows-1251 has the letters in alphabetical order. */
const russian = (text: string) => Buffer.from([...text].map((sign) => (sign.charCodeAt(0) & 0xff) + 0xb0));

describe('supported encoding', () => {
  test.for<readonly [string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(TEXT), TEXT],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`), TEXT],
    ['UTF-16, little-endian', utf16(TEXT, false), TEXT],
    ['UTF-16, big-endian', utf16(`${TEXT} 🙂`, true), `${TEXT} 🙂`],
    ['an empty file', Buffer.of(), ''],
  ])('decodes %s', ([, bytes, text]) => {
    expect(decodeText(bytes)).toBe(text);
  });
});

describe('unsupported encoding', () => {
  test.for<readonly [string, Uint8Array]>([
    ['UTF-16 without a byte order mark', utf16(TEXT, false).subarray(2)],
    ['UTF-16 with half a character at the end', Buffer.concat([utf16('ab', false), Buffer.from([0x00])])],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
    ['Latin-1', Buffer.from('Größe: 5 µs, früher 20 µs', 'latin1')],
    ['a PDF', Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')],
    ['a ZIP', Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1')],
    ['Polish in Windows-1250', paged('Łukasz przebudował usługę żądań w Łodzi', POLISH)],
    ['one Polish word in Windows-1250', paged('I worked at Spółka in Warsaw', { ...POLISH, ó: 0xf3 })],
    ['Czech in Windows-1250', paged('Přestavěl jsem účetní systém v Plzni', CZECH)],
    ['Russian in Windows-1251', russian('Привет')],
    ['a Russian word in an English sentence', Buffer.concat([Buffer.from('I worked at '), russian('Яндекс')])],
    ['Japanese in Shift JIS', Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea])],
    ['Chinese in GBK', Buffer.from([0xd6, 0xd0, 0xce, 0xc4])],
    ['a Mac Roman apostrophe', Buffer.from([0x64, 0x6f, 0x6e, 0xd5, 0x74])],
    ['a Mac Roman umlaut', Buffer.from([0x5a, 0x9f, 0x72, 0x69, 0x63, 0x68])],
    ['a DOS umlaut', Buffer.from([0x5a, 0x81, 0x72, 0x69, 0x63, 0x68])],
  ])('refuses %s', ([, bytes]) => {
    expect(decodeText(bytes)).toBe(null);
  });
});
