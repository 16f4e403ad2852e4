/** Tests run this in a process: `node process.ts <what> <directory or URL>`. It reports one JSON line at a time. */
import { createRequire } from 'node:module';
import { openStore } from '../../src/store/database.ts';
import { opened, say, turn } from './turns.ts';

const [what, where = ''] = process.argv.slice(2);
const report = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const result = await openStore(where.includes('://') ? { url: where } : { directory: where });

if (what === 'open') {
  report('failure' in result ? result : 'opened');
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  const has = (name: string) => loaded.some((path) => path.includes(`/node_modules/${name}/`));
  if ('store' in result) await result.store.close();
  report({ pglite: has('@electric-sql/pglite'), postgres: has('postgres') });
} else if (what === 'commit until killed') {
  const store = opened(result);
  const place = 'terminal:killed';
  for (let version = (await store.load(place))?.version ?? 0; ; version++) {
    const text = `${version} `.repeat(2000);
    const saved = { version: 1, value: 'asking', context: { text } };
    await store.commit(turn(place, { id: `${version}`, expected: version || null, saved, out: [say(text)] }));
    report(version + 1);
  }
} else if (what === 'hold') {
  opened(result);
  report('holding');
  setInterval(() => {}, 1000);
} else if (what === 'write a letter until killed') {
  const { jobs } = opened(result);
  let job = await jobs.claim('discord');
  for (; job === null; job = await jobs.claim('discord')) await new Promise((resolve) => setTimeout(resolve, 50));
  report(job);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    if (!(await jobs.hold(job))) report('lost it');
  }
} else if (what === 'work') {
  const store = opened(result);
  for (let version = 0; version < 300; version++) {
    await store.commit(turn('terminal:worked', { expected: version || null }));
  }
  report({ kilobytes: process.resourceUsage().maxRSS });
  await store.close();
}
