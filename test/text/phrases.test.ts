import { describe, expect, test } from 'vitest';
import {
  hasWords,
  PHRASES,
  type Phrase,
  phraseIn,
  withoutSaid,
  withoutWell,
  withoutYes,
  withoutYesOrNo,
} from '../../src/text/phrases.ts';

/** Messages that are a phrase, and messages that only look like one. */
const EXAMPLES: Readonly<Record<Phrase, readonly [on: string, off: string]>> = {
  decline: [
    "Skip. | N/A | no idea | I don't know! | —",
    'nothing broke | no flag day | skip lists in Redis | never measured by us before 2020',
  ],
  no: ['No | no. | nah nothing else', 'no orders lost | nah it broke'],
  over: ["That's all. | no thats it | ok, thats all", "that's all we measured"],
  yes: ['Yes | ok 👍 | looks good!', 'good culture | yes, we rebuilt it'],
  said: [
    'See above. | as I said | I told you… | as mentioned',
    'above 10k requests per second | as I said, we lost nothing | I wrote it',
  ],
  both: ['Both | both of them', 'both sides log'],
  greeting: ['Hi! | hello 👋', 'hi ok so I will just dump everything'],
  help: ['How does this work? | help | ??', 'help desk for banks'],
  example: ['What would be a good answer? | Example? | like what?', 'for example 40 ms'],
  why: ['Why do you ask? | why?', 'why it broke: clocks'],
  stop: ['Stop | quit. | stop, thanks', 'stop words in the index'],
  thanks: ['Thanks! | thx', 'thanks to the cache'],
  laugh: ['LOL | haha | hmm…', 'lolcat service'],
  back: ['back | Go back!', 'back pressure'],
  edit: ['Edit | edit the letter', 'edit distance search'],
  fix: ['Change something', 'change data capture'],
  undo: ['Undo', 'undo log'],
  write: ['Write it! | done | looks good, write it. Thank you!', "write path | don't write it, thanks"],
  stories: ['My stories', 'stories in Jira'],
  hide: ['Keep a word out', 'keep out the client'],
  practice: ['Interview me on this.', 'practice interviews for juniors'],
};

describe('phrases', () => {
  for (const [id, [on, off]] of Object.entries(EXAMPLES)) {
    test.each(on.split(' | '))(`recognizes "%s" as ${id}`, (example) => expect(phraseIn(example)).toBe(id));
    test.each(off.split(' | '))(`does not take "%s" for ${id}`, (example) => expect(phraseIn(example)).toBeNull());
  }

  test.each(Object.entries(PHRASES))('recognizes every phrase for: %s', (id, phrases) => {
    for (const phrase of phrases) expect(phraseIn(phrase), phrase).toBe(id);
  });

  test('recognizes an order behind every courtesy, and behind several', () => {
    const courtesies = (['yes', 'no', 'thanks', 'laugh', 'greeting'] as const).flatMap((id) => PHRASES[id]);
    for (const courtesy of courtesies) expect(phraseIn(`${courtesy} undo that`), courtesy).toBe('undo');
    expect(['Ok good please write it', 'no no undo that', 'no thanks go back'].map(phraseIn)).toEqual([
      'write',
      'undo',
      'back',
    ]);
    expect(['ok no good', 'no no change', 'good writing', 'good morning'].map(phraseIn)).toEqual([
      null,
      null,
      null,
      'greeting',
    ]);
  });

  test('has no phrase on two lists', () => {
    const all = Object.values(PHRASES).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});

test('hasWords accepts numbers and a dash, but no emoji', () => {
  expect(hasWords('🙃 !!')).toBe(false);
  expect(hasWords('—')).toBe(true);
  expect(hasWords('99')).toBe(true);
});

test.each([
  ['yes, one deploy in five failed', 'one deploy in five failed'],
  ['Ok, it was a batch', 'it was a batch'],
  ['Oh, and it was a batch', 'it was a batch'],
  ['Nah, nobody counted', 'Nah, nobody counted'],
  ['yes', 'yes'],
  ['Good, nobody drives three hours', 'Good, nobody drives three hours'],
  ['No, it was 400', 'No, it was 400'],
])('the answer in "%s" is "%s"', (text, answer) => expect(withoutYes(text)).toBe(answer));

test.each([
  ['Well, we rebuilt it', 'we rebuilt it'],
  ['ok so: in your blog you reverse entries', 'in your blog you reverse entries'],
  ['ok so far', 'ok so far'],
])('of "%s" the answer is "%s"', (text, answer) => expect(withoutWell(text)).toBe(answer));

test.each([
  ['No. An update now takes 40 seconds', 'An update now takes 40 seconds'],
  ['nein, 400', '400'],
  ['yes, 400', '400'],
  ['No. 5 in the queue', 'No. 5 in the queue'],
  ['No orders were lost', 'No orders were lost'],
  ['No.', 'No.'],
])('what is certainly an answer says in "%s": "%s"', (text, answer) => expect(withoutYesOrNo(text)).toBe(answer));

test.each([
  ['lost casings, like I said', 'lost casings'],
  ['9m messages a day. already said', '9m messages a day'],
  ['As I said, we lost nothing', 'we lost nothing'],
  ["I've just told you that, two people typed them", 'two people typed them'],
  ['told you already: 1 in 60', '1 in 60'],
  ['it said that, twice', 'it said that, twice'],
  ['like I said', 'like I said'],
  ['fast, as I said before the audit', 'fast, as I said before the audit'],
])('%s, without the clause that it was told: %s', (text, bare) => {
  expect(withoutSaid(text)).toBe(bare);
});
