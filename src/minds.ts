/** What reads and what writes: the rules and the composer, or a model in front of them. */
import type { ModelConfig } from './config.ts';
import { plainWriter } from './letter/plain.ts';
import type { Writer } from './letter/writer.ts';
import { question } from './prompts/questions.ts';
import { plainReader } from './reader/plain.ts';
import type { Reader } from './reader/reader.ts';

export interface Minds {
  readonly reader: Reader;
  readonly writer: Writer;
}

/** HTTP requests that reading one message may take, and a letter with its plan, its draft and what is tried anew. */
export const CALLS = { reading: 2, writing: 5 };

/** Loads nothing of a model's where none is set. */
export async function mindsFor(model: ModelConfig | null, now: () => number): Promise<Minds> {
  if (model === null) return { reader: plainReader, writer: plainWriter };
  const [{ createModel }, { createModelReader }, { createModelWriter }] = await Promise.all([
    import('./model/openai.ts'),
    import('./reader/model.ts'),
    import('./letter/chain.ts'),
  ]);
  const { apiKey, baseUrl } = model;
  const open = (name: string) => createModel({ apiKey, baseUrl, model: name });
  return {
    reader: createModelReader(
      open(model.reading),
      { calls: CALLS.reading, milliseconds: model.readingTime },
      now,
      ({ asking, brief }) => (asking ? question(asking, brief) : ''),
    ),
    writer: createModelWriter(open(model.writing), { calls: CALLS.writing, milliseconds: model.writingTime }, now),
  };
}
