/** What a message says: plain text out of Telegram's formatting, and which of it is the person's own. */
import { z } from 'zod';

const EntitiesSchema = z.array(z.object({ type: z.string(), offset: z.int(), length: z.int() }));
type Entities = z.infer<typeof EntitiesSchema>;

export const FromSchema = z.object({
  id: z.int(),
  is_bot: z.boolean().optional(),
  language_code: z.string().optional().catch(undefined),
});

/** The parts of a message that tell what it says. An entity of a new form loses nothing but itself. */
export const ContentSchema = z.looseObject({
  from: FromSchema.optional(),
  text: z.string().optional(),
  entities: EntitiesSchema.optional().catch(undefined),
  caption: z.string().optional(),
  caption_entities: EntitiesSchema.optional().catch(undefined),
  forward_origin: z.looseObject({ sender_user: FromSchema.optional() }).optional(),
  via_bot: z.looseObject({}).optional(),
  quote: z.looseObject({ text: z.string(), entities: EntitiesSchema.optional().catch(undefined) }).optional(),
  external_reply: z.looseObject({}).optional(),
});
type Content = z.infer<typeof ContentSchema>;

/** `quoted` are others' words, perhaps; the comment beside them is the person's. Each may be empty. */
export interface Words {
  readonly own: string;
  readonly quoted: string;
}

/** The words of a text or a caption. Those of a quote from this chat are no words of the message. */
export function wordsOf(content: Content): Words {
  const text = content.text ?? content.caption ?? '';
  const entities = (content.text === undefined ? content.caption_entities : content.entities) ?? [];
  const emoji = entities.filter(isEmoji);
  if (isForeign(content)) return { own: '', quoted: without(emoji, text) };
  const { external_reply: elsewhere, quote } = content;
  const quotes = entities.filter(isQuote);
  const own = without([...emoji, ...quotes], text);
  const quoted = [
    elsewhere && quote ? without((quote.entities ?? []).filter(isEmoji), quote.text) : '',
    ...quotes.map(({ offset, length }) => without(emoji, text, offset, offset + length).trim()),
  ];
  return { own: quotes.length === 0 ? own : own.trim(), quoted: quoted.filter((part) => part !== '').join('\n\n') };
}

/** Forwarded, or written by another bot in the person's name. What they wrote elsewhere themselves is theirs. */
export function isForeign({ from, forward_origin: origin, via_bot }: Content): boolean {
  return via_bot !== undefined || (origin !== undefined && origin.sender_user?.id !== from?.id);
}

type Entity = Entities[number];
const isEmoji = ({ type }: Entity) => type === 'custom_emoji';
const isQuote = ({ type }: Entity) => type === 'blockquote' || type === 'expandable_blockquote';

/**
 * The text between two places, whose offsets count UTF-16 units as strings do. Custom emoji stand as a sign of their set, and
 * go; all other formatting is beside the text, not in it.
 */
function without(entities: Entities, text: string, from = 0, to = text.length): string {
  const isKept = (at: number) => !entities.some(({ offset, length }) => at >= offset && at < offset + length);
  return text
    .slice(from, to)
    .split('')
    .filter((_, at) => isKept(from + at))
    .join('');
}
