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
  if (isForeign(content)) return { own: '', quoted: withoutEmoji(text, entities) };
  const { external_reply: elsewhere, quote } = content;
  const quotedElsewhere = elsewhere && quote ? withoutEmoji(quote.text, quote.entities ?? []) : '';
  const { own, quoted } = parted(text, entities);
  return { own, quoted: [quotedElsewhere, quoted].filter((part) => part !== '').join('\n\n') };
}

/** Forwarded, or written by another bot in the person's name. What they wrote elsewhere themselves is theirs. */
export function isForeign({ from, forward_origin: origin, via_bot }: Content): boolean {
  return via_bot !== undefined || (origin !== undefined && origin.sender_user?.id !== from?.id);
}

type Entity = Entities[number];
const isEmoji = ({ type }: Entity) => type === 'custom_emoji';
const isQuote = ({ type }: Entity) => type === 'blockquote' || type === 'expandable_blockquote';

/** Custom emoji stand as a sign of their set. All other formatting is beside the text, not in it. */
function withoutEmoji(text: string, entities: Entities): string {
  return without(text, 0, text.length, entities.filter(isEmoji));
}

/** The text without its quotes, and the quotes. */
function parted(text: string, entities: Entities): Words {
  const emoji = entities.filter(isEmoji);
  const quotes = entities.filter(isQuote);
  const quoted = quotes.map(({ offset, length }) => without(text, offset, offset + length, emoji).trim());
  const own = without(text, 0, text.length, [...emoji, ...quotes]);
  return { own: quotes.length === 0 ? own : own.trim(), quoted: quoted.join('\n\n') };
}

/** The text between two places. Offsets count UTF-16 units, as strings do here. */
function without(text: string, from: number, to: number, entities: Entities): string {
  const isKept = (at: number) => !entities.some(({ offset, length }) => at >= offset && at < offset + length);
  return text
    .slice(from, to)
    .split('')
    .filter((_, at) => isKept(from + at))
    .join('');
}
