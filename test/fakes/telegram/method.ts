/** A method of the Bot API: its parameters, and its effect on the world. */
import { z } from 'zod';
import type { Chats } from './chats.ts';
import { badRequest } from './faults.ts';
import type { Upload } from './form.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';

/** The state that the methods work on. */
export interface World {
  readonly bot: { readonly id: number; readonly username: string };
  readonly chats: Chats;
  readonly updates: UpdateQueue;
  readonly webhook: Webhook;
  /** Callback queries that may still be answered. */
  readonly queries: Map<string, { answered: { text: string | null; alert: boolean } | null }>;
  /** The profile of the bot by language; '' is the default. */
  readonly profile: Map<string, Profile>;
  /** Whether this server supports message drafts, and for how many milliseconds it shows one. */
  readonly drafts: boolean;
  readonly draftLife: number;
  /** The chat actions that were shown, such as "typing". */
  readonly actions: { chat: number; action: string }[];
}

export interface Profile {
  commands: { command: string; description: string }[];
  description: string;
  shortDescription: string;
}

export type Run = (params: Record<string, unknown>, world: World, uploads: ReadonlyMap<string, Upload>) => unknown;

/** Forms contain numbers and objects as text. */
export const int = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
export const json = <T>(schema: z.ZodType<T>) =>
  z.union([
    schema,
    z
      .string()
      .transform((text) => JSON.parse(text))
      .pipe(schema),
  ]);

export function method<Params>(
  schema: z.ZodType<Params>,
  run: (params: Params, world: World, uploads: ReadonlyMap<string, Upload>) => unknown,
): Run {
  return (params, world, uploads) => {
    const parsed = schema.safeParse(params);
    if (parsed.success) return run(parsed.data, world, uploads);
    const [issue] = parsed.error.issues;
    throw badRequest(`invalid parameter ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  };
}
