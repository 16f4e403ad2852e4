/** Transcribes recordings with any OpenAI-compatible transcriptions API. */
import { extname } from 'node:path';
import { z } from 'zod';
import { type Answer, Budget, type TokenBudget } from './model-call.ts';
import { attempts, type Count, deadline, type Endpoint, failed, type Pause, paused, succeeded } from './openai.ts';

/** HTTP requests per recording: the first attempt and a retry. */
const CALLS = 2;
/** Maximum tokens per request: the context of transcription models. Most servers count seconds instead. */
const TOKENS_AT_MOST = 18_000;
/** Maximum characters of an error message. */
const ERROR_AT_MOST = 1_000;

const TranscriptSchema = z.object({
  text: z.string(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }).nullish().catch(null),
});

/** Servers detect the format by the file extension and know some formats by only one. */
const KNOWN_EXTENSIONS: Readonly<Record<string, string>> = { '.oga': '.ogg', '.opus': '.ogg' };

export interface Transcriber {
  /**
   * @param name file name; only its extension is sent
   * @returns the text, which may be empty, or the reason for failure; and the number of HTTP requests. Never rejects
   */
  transcribe(bytes: Uint8Array, name: string): Promise<{ readonly answer: Answer<string>; readonly calls: number }>;
}

/** @param milliseconds per recording, including retries @param now in milliseconds */
export function createTranscriber(
  { apiKey, baseUrl, model }: Endpoint,
  milliseconds: number,
  now: () => number,
  pause: Pause = paused,
  tokens: TokenBudget | null = null,
): Transcriber {
  const url = `${baseUrl.replace(/\/+$/, '')}/audio/transcriptions`;
  return {
    async transcribe(bytes, name) {
      const budget = new Budget({ calls: CALLS, milliseconds }, now);
      const extension = extname(name).toLowerCase();
      const file = new File([Uint8Array.from(bytes)], `recording${KNOWN_EXTENSIONS[extension] ?? extension}`);
      const once = async (count: Count) => {
        const body = new FormData();
        body.set('model', model);
        body.set('response_format', 'json');
        body.set('file', file);
        const headers = { authorization: `Bearer ${apiKey}` };
        const response = await fetch(url, { method: 'POST', headers, body, signal: deadline(budget) });
        if (!response.ok) throw await refusalOf(response);
        const read = TranscriptSchema.safeParse(await response.json());
        if (!read.success) return failed('malformed', true);
        const { text, usage } = read.data;
        if (usage) count(usage.input_tokens, usage.output_tokens);
        return succeeded(text.trim(), '');
      };
      const answer = await attempts({ budget, tokens, most: TOKENS_AT_MOST }, pause, once, () => false);
      return { answer, calls: budget.usage.calls };
    },
  };
}

/** Creates an error that `classifyError` can classify. */
async function refusalOf(response: Response): Promise<Error> {
  const message = (await response.text()).slice(0, ERROR_AT_MOST);
  return Object.assign(new Error(message), { status: response.status, headers: response.headers });
}
