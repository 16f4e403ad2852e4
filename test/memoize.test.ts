import { expect, test } from 'vitest';
import { memoizeAsync } from '../src/memoize.ts';

test('a value is made once, also for those who ask meanwhile', async () => {
  let times = 0;
  const made = memoizeAsync(async () => {
    times += 1;
    return times;
  });
  expect([...(await Promise.all([made(), made()])), await made()]).toEqual([1, 1, 1]);
});

test('after a failure, the next caller makes the value anew', async () => {
  let times = 0;
  const made = memoizeAsync(async () => {
    times += 1;
    if (times === 1) throw new Error('EMFILE');
    return times;
  });
  const [one, other] = [made(), made()];
  await expect(one).rejects.toThrow('EMFILE');
  await expect(other).rejects.toThrow('EMFILE');
  expect([await made(), await made()]).toEqual([2, 2]);
});
