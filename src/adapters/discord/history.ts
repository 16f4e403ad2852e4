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
    const { rows, last }: Page = await pageBefore({ rest, channel }, before);
    messages.push(...rows);
    before = last;
    if (before === null || !isLater(before, after)) break;
  }
  return messages.sort((one, other) => (isLater(one.id, other.id) ? 1 : -1));
}

/** The newest messages, as many as one request gives. */
export async function newestPage(history: History): Promise<readonly Message[]> {
  return (await pageBefore(history, null)).rows;
}

interface Page {
  readonly rows: readonly Message[];
  /** The oldest of them; null where there is nothing before it. */
  readonly last: string | null;
}

async function pageBefore({ rest, channel }: History, before: string | null): Promise<Page> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(before !== null && { before }) });
  const rows = PageSchema.parse(await rest.get(Routes.channelMessages(channel), { query }));
  const last = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
  return { rows: rows.flatMap((row) => MessageSchema.safeParse(row).data ?? []), last };
}
