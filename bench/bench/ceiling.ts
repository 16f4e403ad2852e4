/**
 * Runs as many bare transactions as possible, by the line protocol: `{"type":"text","text":"2000"}` is answered after 2,000 ms
 * with their number. Each stores what a turn stores.
 */
import { createInterface } from 'node:readline';
import { openBare } from '../telegram/bare.ts';

const { DATABASE_URL: url = '', PEOPLE = '1' } = process.env;
const people = Number(PEOPLE);
const bare = await openBare({ url }, people);
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function keepUntil(end: number): Promise<number> {
  const counts = Array.from({ length: people }, async (_, person) => {
    let count = 0;
    for (; performance.now() < end; count += 1) await bare.turn('a turn', person);
    return count;
  });
  return (await Promise.all(counts)).reduce((total, count) => total + count);
}

print({ type: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  print({ type: 'say', text: String(await keepUntil(performance.now() + Number(JSON.parse(line).text))) });
  print({ type: 'ready' });
}
await bare.close();
