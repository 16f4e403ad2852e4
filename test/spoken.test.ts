/** What people say where buttons stand: the same as pressing them, or a plain answer, and never nothing. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, briefOf, interviewed, type Process, started, stateOf } from './interviewing.ts';

const last = ({ screen }: Process) => {
  const { message } = screen.shown.at(-1) ?? {};
  return message && 'text' in message ? message.text : '';
};

async function reviewed(): Promise<Process> {
  const process = started();
  await interviewed(process);
  process.screen.take();
  return process;
}

async function written(): Promise<Process> {
  const process = await reviewed();
  await process.press('write');
  process.screen.take();
  return process;
}

describe('to the brief', () => {
  test.each(['ok', 'Yes.', 'go', 'write it', 'looks good', 'send it', '👍', 'write the letter please'])(
    '“%s” writes the letter',
    async (text) => {
      const process = await reviewed();
      await process.text(text);
      expect(process.screen.take()).toContain('letter 1');
    },
  );

  test('“go back” goes back', async () => {
    const process = await reviewed();
    await process.text('go back');
    expect(process.screen.take()).toEqual(['ask contact']);
  });

  test.each(['no', 'hmm', 'blah blah blah', 'not quite'])('“%s” is answered with how to change it', async (text) => {
    const process = await reviewed();
    const before = await briefOf(process);
    await process.text(text);
    expect(last(process)).toMatch(/did not make out what to change/);
    expect(last(process)).not.toContain('This is what I understood');
    expect(process.screen.take()).toEqual(['ask review']);
    expect(await briefOf(process)).toEqual(before);
  });

  test('thanks are answered, and the choices stand', async () => {
    const process = await reviewed();
    await process.text('thank you');
    expect(last(process)).toMatch(/^You are welcome/);
    await process.press('write');
    expect(process.screen.take()).toContain('letter 1');
  });
});

describe('to the letter', () => {
  test('“Shorter please” makes it shorter', async () => {
    const process = await written();
    await process.text('Shorter please');
    expect(process.screen.take()).toContain('letter 2');
    expect((await stateOf(process)).context.short).toBe(true);
  });

  test('“where does it come from?” tells', async () => {
    const process = await written();
    await process.text('where does it come from?');
    expect(process.screen.take()[0]).toContain('Each sentence');
  });

  test('“now for another company” begins with that', async () => {
    const process = await written();
    await process.text('now for another company please');
    expect(process.screen.take()).toEqual(['ask role']);
  });

  test.each(['thanks', 'Thank you so much!', 'yes', 'looks good'])(
    '“%s” is answered warmly, and asks nothing',
    async (text) => {
      const process = await written();
      await process.text(text);
      expect(last(process)).toMatch(/good luck/);
      expect(process.screen.shown.map(({ message }) => message.kind)).toEqual(['say']);
      process.screen.take();
      await process.press('shorter');
      expect(process.screen.take()).toContain('letter 2');
    },
  );
});

test('to a question they are answers like any other', async () => {
  const process = started();
  await process.command('start');
  for (const text of ANSWERS.slice(0, 2)) await process.text(text);
  process.screen.take();
  await process.text('ok');
  expect(process.screen.take()).toEqual(['ask throughput']);
  await process.text('back');
  expect(process.screen.take()).toEqual(['ask system']);
});
