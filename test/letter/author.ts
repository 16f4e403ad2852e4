/** A scripted model behind a real server, and a workshop that keeps its answers. */
import type { LetterRequest } from '../../src/letter/compose.ts';
import { letterText } from '../../src/letter/letter.ts';
import type { WriterServices } from '../../src/letter/writer.ts';
import type { Limits } from '../../src/model/model-call.ts';
import { type Asked, type ModelServer, type Reply, readerAndWriter, type Script, says } from '../fakes/model.ts';
import { type Fixture, LineSchema, requestOf } from './fixtures.ts';

export type Step = 'reading' | 'draft' | 'verify' | 'revise' | 'draft-2' | 'change' | 'change-2' | 'note';

export function stepOf({ system }: Asked): Step {
  if (system.startsWith('You read')) return 'reading';
  if (system.startsWith('You check')) return 'verify';
  if (system.includes('Write a note in their name')) return 'note';
  if (system.includes('Your changes were checked')) return 'change-2';
  if (system.includes('They have the letter and want a change')) return 'change';
  if (system.includes('Your draft was checked')) return 'revise';
  return system.includes('An earlier draft failed') ? 'draft-2' : 'draft';
}

/** Replies by step: the n-th call of a step gets the n-th reply of its list, later calls get the last one. */
export function author(answers: Partial<Record<Step, readonly Reply[]>>): Script {
  const asked = new Map<Step, number>();
  return (one) => {
    const step = stepOf(one);
    const count = asked.get(step) ?? 0;
    asked.set(step, count + 1);
    const replies = answers[step] ?? [];
    return replies[Math.min(count, replies.length - 1)] ?? null;
  };
}

export class Desk implements WriterServices {
  readonly kept = new Map<string, string>();
  readonly shown: string[] = [];
  readonly #stop = new AbortController();

  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  stop(): void {
    this.#stop.abort();
  }

  recall(step: string): Promise<string | null> {
    return Promise.resolve(this.kept.get(step) ?? null);
  }

  keep(step: string, raw: string): Promise<void> {
    this.kept.set(step, raw);
    return Promise.resolve();
  }

  grown(text: string): void {
    this.shown.push(text);
  }
}

export async function write(
  server: ModelServer,
  request: LetterRequest,
  { desk = new Desk(), limits = {} }: { readonly desk?: Desk; readonly limits?: Partial<Limits> } = {},
) {
  const { writer } = readerAndWriter(server, { writing: { calls: 5, milliseconds: 20_000, ...limits } });
  const before = server.calls;
  const written = await writer.write(request, desk);
  if (written === null) throw new Error('no letter');
  return { written, text: letterText(written.letter), calls: server.calls - before, desk };
}

/** The draft as the prose that a model writes. */
export function draftOf({ draft }: Fixture, change: (lines: string[]) => string[] = (lines) => lines): string {
  const sentences = change([...draft]).map((line) => LineSchema.parse(JSON.parse(line)));
  const numbers = [...new Set(sentences.map(({ p }) => p))];
  const paragraph = (number: number) => sentences.filter(({ p }) => p === number).map(({ t }) => t);
  return numbers.map((number) => paragraph(number).join(' ')).join('\n\n');
}

/** Replaces the text of a draft line. */
export function saying(line: string, text: string): string {
  const parsed: unknown = JSON.parse(line);
  return JSON.stringify({ ...(typeof parsed === 'object' ? parsed : {}), t: text });
}

export function verdicts({ draft, verdicts: { checks } }: Fixture, objected: readonly number[] = []): Reply {
  const isOwn = (n: number) => LineSchema.parse(JSON.parse(draft[n - 1] ?? '')).own;
  const quoted = checks.map((check) => (isOwn(check.n) ? { ...check, by: '' } : check));
  const changed = quoted.map((check) =>
    objected.includes(check.n) ? { n: check.n, supported: false, by: 'nobody said this' } : check,
  );
  return says(JSON.stringify({ checks: changed }));
}

export { requestOf };
