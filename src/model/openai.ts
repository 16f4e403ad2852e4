/**
 * A model behind any server that speaks OpenAI's chat completions, through LangChain. The library retries nothing: every
 * attempt is one call of the budget. How a server gives JSON is found out once and remembered: by schema, as an object,
 * or only because the prompt says so.
 */
import { z } from 'zod';
import type { Budget } from './budget.ts';
import { type Trouble, troubleOf } from './failure.ts';
import { objectIn } from './json.ts';
import type { Answer, Call, LanguageModel } from './model.ts';

export interface Endpoint {
  readonly apiKey: string;
  /** Always explicit, so that no variable of a library sends anything elsewhere. */
  readonly baseUrl: string;
  readonly model: string;
}

const FORMATS = ['json_schema', 'json_object', 'none'] as const;
type Format = (typeof FORMATS)[number];

/** Attempts at one question; the budget may end it sooner. */
const ATTEMPTS = 3;
const PAUSE = 500;
/** More than this many characters is no answer to anything that is asked here. */
const LONGEST = 60_000;

export function createModel(
  endpoint: Endpoint,
  pause: (milliseconds: number) => Promise<void> = paused,
): LanguageModel {
  let format: Format = 'json_schema';
  // The library is large, so it is loaded with the first question.
  let client: ReturnType<typeof connect> | null = null;
  const connected = () => {
    client ??= connect(endpoint);
    return client;
  };

  async function attempts<Value>(
    budget: Budget,
    once: () => Promise<Answer<Value> & { again?: boolean }>,
  ): Promise<Answer<Value>> {
    for (let attempt = 1; ; attempt += 1) {
      if (!budget.take()) return { outcome: 'failed', why: budget.left === 0 ? 'timeout' : 'spent' };
      let trouble: Trouble;
      try {
        const answer = await once();
        if (answer.outcome === 'answered' || !answer.again || attempt >= ATTEMPTS) return answer;
        continue;
      } catch (error) {
        trouble = troubleOf(error);
      }
      if (trouble.format && stepDown()) continue;
      const wait = trouble.after ?? PAUSE * 2 ** (attempt - 1);
      if (!trouble.again || attempt >= ATTEMPTS || wait >= budget.left) return { outcome: 'failed', why: trouble.why };
      await pause(wait);
    }
  }

  /** To the next format that more servers know; false at the last. */
  function stepDown(): boolean {
    const next = FORMATS[FORMATS.indexOf(format) + 1];
    if (next === undefined) return false;
    format = next;
    return true;
  }

  return {
    object(call, shape) {
      return attempts(call.budget, async () => {
        const { model, messages } = await connected();
        const response = await model.invoke(messages(call), {
          signal: AbortSignal.timeout(call.budget.left),
          ...responseFormat(format, call.step, shape),
        });
        countIn(call.budget, response.usage_metadata);
        if (isRefusal(response.additional_kwargs)) return { outcome: 'failed', why: 'refused' };
        const raw = textOf(response.content).slice(0, LONGEST);
        const read = shape.safeParse(objectIn(raw));
        return read.success
          ? { outcome: 'answered', value: read.data, raw }
          : { outcome: 'failed', why: 'malformed', again: true };
      });
    },
    lines(call, onLine) {
      return attempts(call.budget, async () => {
        const { model, messages } = await connected();
        let raw = '';
        let begun = 0;
        try {
          const stream = await model.stream(messages(call), { signal: AbortSignal.timeout(call.budget.left) });
          for await (const chunk of stream) {
            raw += textOf(chunk.content);
            countIn(call.budget, chunk.usage_metadata);
            if (raw.length > LONGEST) break;
            for (let end = raw.indexOf('\n', begun); end >= 0; end = raw.indexOf('\n', begun)) {
              onLine(raw.slice(begun, end));
              begun = end + 1;
            }
          }
        } catch (error) {
          // What was heard can't be unheard, so a stream that broke off is not begun anew.
          if (begun === 0) throw error;
          return { outcome: 'failed', why: troubleOf(error).why };
        }
        if (begun < raw.length) onLine(raw.slice(begun));
        return raw.trim() === ''
          ? { outcome: 'failed', why: 'malformed', again: true }
          : { outcome: 'answered', value: raw, raw };
      });
    },
  };
}

async function connect({ apiKey, baseUrl, model }: Endpoint) {
  // Of the two clients the one that only knows chat completions: the other picks its endpoint by the model's name.
  const [{ ChatOpenAICompletions }, { HumanMessage, SystemMessage }] = await Promise.all([
    import('@langchain/openai'),
    import('langchain'),
  ]);
  return {
    model: new ChatOpenAICompletions({ apiKey, model, maxRetries: 0, configuration: { baseURL: baseUrl } }),
    messages: ({ prompt }: Call) => [new SystemMessage(prompt.system), new HumanMessage(prompt.user)],
  };
}

function responseFormat(format: Format, name: string, shape: z.ZodType) {
  switch (format) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema' as const,
          json_schema: { name, strict: true, schema: z.toJSONSchema(shape, { target: 'draft-7' }) },
        },
      };
    case 'json_object':
      return { response_format: { type: 'json_object' as const } };
    case 'none':
      return {};
  }
}

function countIn(budget: Budget, usage: { input_tokens?: number; output_tokens?: number } | undefined): void {
  budget.count(usage?.input_tokens ?? 0, usage?.output_tokens ?? 0);
}

const RefusalSchema = z.object({ refusal: z.string().min(1) });

function isRefusal(kwargs: unknown): boolean {
  return RefusalSchema.safeParse(kwargs).success;
}

/** Content is a text, or blocks of which some are texts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const blocks = z.array(z.object({ text: z.string() }).partial()).safeParse(content);
  return blocks.success ? blocks.data.map(({ text }) => text ?? '').join('') : '';
}

function paused(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
