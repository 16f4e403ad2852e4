/** A conversation with a model behind a real HTTP server that answers from a list. */
import { z } from 'zod';
import { isNewTopic } from '../../src/demo/replay.ts';
import { createTranscriber } from '../../src/model/openai.ts';
import type { Reading } from '../../src/reader/reading-schema.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { type ModelServer, modelServer, type Reply, readerAndWriter, says } from '../fakes/model.ts';
import { TOPICS_THEN } from '../fixtures/topics.ts';
import { reading } from '../reader/reading.ts';
import { conversation } from './conversation.ts';

/** The input of the model. */
const MaterialSchema = z.object({
  asked: z.string(),
  noted: z.array(z.string()),
  confidential: z.array(z.string()).optional(),
  message: z.string(),
});

/** Readings by a part of the message; an empty one for other messages. */
export type Answers = Readonly<Record<string, Partial<Reading> | Reply>>;

export async function modelConversation(answers: Answers, milliseconds = 8_000, store = new MemoryStore()) {
  const server: ModelServer = await modelServer(({ user }) => {
    const { message } = MaterialSchema.parse(JSON.parse(user));
    const found = Object.entries(answers).find(([part]) => message.includes(part))?.[1] ?? {};
    return 'kind' in found ? found : says(JSON.stringify(reading(found)));
  });
  const { reader } = readerAndWriter(server, { reading: milliseconds });
  const listening = { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'whisper-test' };
  const transcriber = createTranscriber(
    listening,
    2_000,
    () => performance.now(),
    () => Promise.resolve(),
  );
  const talk = conversation({ store, reader, transcriber });
  /** Skips topics that were added after these tests. */
  async function others<T>(said: Promise<T>): Promise<T> {
    const out = await said;
    const isNew = () => talk.heard.some(({ kind }) => kind === 'ask') && isNewTopic(talk.ask().topic, TOPICS_THEN);
    for (let skipped = 0; isNew() && skipped < 9; skipped += 1) await talk.choose('skip');
    return out;
  }
  return {
    ...talk,
    say: (...texts: string[]) => others(talk.say(...texts)),
    choose: (choice: string) => others(talk.choose(choice)),
    server,
    /** The input of the model for one message. */
    shown: (call = server.asked.length) => MaterialSchema.parse(JSON.parse(server.asked[call - 1]?.user ?? '')),
    /** The kind of the open question, with its topic or slot. */
    asks: () => {
      const { question, topic, slot } = talk.ask();
      return question === 'open' ? `open ${topic}` : `${question} ${slot ?? topic}`;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
