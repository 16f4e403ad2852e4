/** A draft that comes in a stream which goes wrong: what was whole of it is used, and the composer tells the rest. */
import { describe, expect, test } from 'vitest';
import { breaksOff, fallsSilent, modelServer, type Reply, says, waits } from '../../fakes/model.ts';
import { author, Desk, GOOD, lines, nadia, objections, revised, write } from '../author.ts';

const brief = nadia();
const TEXT = lines(brief, GOOD);
const WHOLE = TEXT.split('\n');

/** As many whole lines, and half of the next one. */
const first = (count: number) => `${WHOLE.slice(0, count).join('\n')}\n${WHOLE[count]?.slice(0, 40) ?? ''}`;

/** Something of each topic is told, and nothing that the gate has a word against. */
async function drafted(reply: Reply, milliseconds = 20_000) {
  await using server = await modelServer(author(brief, { draft: () => reply }));
  const job = await write(server, brief, { milliseconds });
  expect(objections(job.written.letter, brief)).toEqual([]);
  for (const told of ['4,500', '120 ms', '99.99', 'firmware', 'runbook', 'Brightwell', 'design doc'])
    expect(job.text).toContain(told);
  expect(job.elapsed).toBeLessThan(milliseconds + 2_000);
  const own = GOOD.filter(([, text]) => job.text.includes(text)).length;
  return { ...job, own };
}

describe('a draft that is cut off', () => {
  test.each([3, 5, 7, 8])('after %i sentences: they stand, in two calls', async (count) => {
    const { written, calls, own, desk } = await drafted(breaksOff(first(count)));
    expect({ calls, own, byModel: written.byModel }).toEqual({ calls: 2, own: count, byModel: true });
    expect(desk.shown).toHaveLength(count);
    // What is no whole answer is no answer that another attempt could go on from.
    expect([...desk.kept.keys()]).toEqual(['plan']);
  });

  test.each([1, 2])('after %i: too few to be a letter by a model', async (count) => {
    const { written, calls } = await drafted(breaksOff(first(count)));
    expect({ calls, byModel: written.byModel }).toEqual({ calls: 2, byModel: false });
  });

  test('before the first one is whole: it is asked for again', async () => {
    let count = 0;
    await using server = await modelServer(
      author(brief, {
        draft: () => {
          count += 1;
          return count === 1 ? breaksOff(first(0)) : says(TEXT);
        },
      }),
    );
    const { written, calls } = await write(server, brief);
    expect({ calls, byModel: written.byModel }).toEqual({ calls: 3, byModel: true });
  });
});

test('a draft that falls silent ends with the deadline, and what was whole stands', async () => {
  const { written, calls, own } = await drafted(fallsSilent(first(6)), 1500);
  expect({ calls, own, byModel: written.byModel }).toEqual({ calls: 2, own: 6, byModel: true });
});

describe('a draft without an end', () => {
  test('of ever the same sentence is that sentence once', async () => {
    const again = `${WHOLE[5]}\n`.repeat(1500);
    const { written, calls, text } = await drafted(says(`${TEXT}\n${again}`));
    expect({ calls, byModel: written.byModel }).toEqual({ calls: 2, byModel: true });
    expect(text.split('could not change their firmware')).toHaveLength(2);
  });

  test('of ever other sentences is a letter of the usual length', async () => {
    const more = Array.from({ length: 3000 }, (_, index) =>
      (WHOLE[5] ?? '').replace('The till vendors', `The till vendors${' also'.repeat(index % 7)}, so we heard,`),
    );
    const { calls, text } = await drafted(says(`${TEXT}\n${more.join('\n')}`));
    expect(calls).toBe(2);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(420);
  });

  test('on one line is no draft', async () => {
    const { written, calls } = await drafted(says(`{"p":1,"text":"${'word '.repeat(40_000)}`));
    expect({ calls, byModel: written.byModel }).toEqual({ calls: 2, byModel: false });
  });
});

describe('what grows before the person’s eyes', () => {
  test('begins while the model still writes', async () => {
    const { promise: seen, resolve: see } = Promise.withResolvers<string>();
    class Watched extends Desk {
      override grown(text: string): void {
        super.grown(text);
        see(text);
      }
    }
    // The server goes on only when the first sentence was seen.
    const draft = waits(`${WHOLE[0]}\n`, seen, WHOLE.slice(1).join('\n'));
    await using server = await modelServer(author(brief, { draft: () => draft }));
    const { written, calls } = await write(server, brief, { desk: new Watched() });
    expect(await seen).toBe(GOOD[0]?.[1]);
    expect({ calls, byModel: written.byModel }).toEqual({ calls: 2, byModel: true });
  });

  test('is never taken back, whatever is revised behind it', async () => {
    const wrong = TEXT.replace('900 ms to 120 ms', '900 ms to 12 ms');
    await using server = await modelServer(
      author(brief, {
        draft: () => says(wrong),
        revise: () =>
          revised({
            sentence: 4,
            text: 'It went from 300 to 4,500 jobs per minute, p95 latency fell from 900 ms to 120 ms.',
            facts: [],
          }),
      }),
    );
    const { desk } = await write(server, brief);
    for (const [index, shown] of desk.shown.entries()) {
      expect(shown.startsWith(desk.shown[index - 1] ?? '')).toBe(true);
      expect(shown).not.toContain('12 ms');
    }
  });
});
