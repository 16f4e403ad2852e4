/** What a channel holds, read back from the newest message. */
import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { type Message, MessageSchema } from './hearing.ts';
import { idAt, isLater } from './place.ts';

/** Messages of one request, which is Discord's most. */
const PAGE = 100;
/** Nobody says more in one gap; what is older than so many messages is over. */
const PAGES_AT_MOST = 5;

const PageSchema = z.array(z.looseObject({ id: z.string() }));

export interface History {
  readonly rest: REST;
  readonly channel: string;
}

/**
 * The messages after an id, or since a moment, oldest first, and as many before it as came along. What is no message as
 * we know them is left out.
 */
export async function pagesBack({ rest, channel }: History, since: string | Date): Promise<Message[]> {
  const after = typeof since === 'string' ? since : idAt(since);
  const messages: Message[] = [];
  let before: string | null = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query: URLSearchParams = new URLSearchParams({ limit: String(PAGE), ...(before !== null && { before }) });
    const rows = PageSchema.parse(await rest.get(Routes.channelMessages(channel), { query }));
    messages.push(...rows.flatMap((row) => MessageSchema.safeParse(row).data ?? []));
    before = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE || before === null || !isLater(before, after)) break;
  }
  return messages.sort((one, other) => (isLater(one.id, other.id) ? 1 : -1));
}
