/** What is said on Discord besides the interview itself, and to whoever runs the bot. */

import type { Language } from '../machine/language.ts';
import { wordIn, wordsOf } from './words.ts';

/** What the bot says around the interview, in somebody's language. */
export function discordWords(language: Language = 'en') {
  return wordsOf('discord', language);
}

/** The status below the bot's name. */
export const PRESENCE = 'Use /letter to start';

/** What a field of a form asks for; at most 45 characters. */
export function fieldLabel(slot: string, language: Language = 'en'): string {
  return wordIn('fields', slot, language) ?? slot;
}

/** To whoever runs the program. None of these holds a token. */
export const TOKEN_REFUSED =
  'Discord refuses the token in DISCORD_TOKEN. Copy it again from the Bot page at https://discord.com/developers/applications.';
export const INTENTS_REFUSED =
  'Discord refuses the intents of this bot (4014). It needs no privileged intent, only direct messages, typing in them, and server messages. Check the Bot page at https://discord.com/developers/applications.';

export const MANAGER_GONE = 'The ShardingManager that started this process has ended. Stopping.';

export function closedForGood(code: number): string {
  return `Discord closed the connection and doesn't allow a new one (${code}).`;
}

export function unreachable(why: string, seconds: number): string {
  return `Discord can't be reached (${why}). Next attempt in ${seconds} s.`;
}

/** @param request without ids @param reason Discord's own words @param code status and code */
export function refusedRequest(request: string, reason: string, code: string): string {
  return `Discord refused ${request}: ${reason} (${code}).`;
}

/** Permissions of the link: to see channels, to write there and in threads, to open private threads, and to read them back. */
const PERMISSIONS = '343597485056';

/** When a connection is open. @param name the bot's @param id the application's */
export function signedIn(name: string, id: string): string {
  return [
    `Discord: signed in as ${name} (application ${id}). Intents: direct messages, typing in them, server messages; none is privileged.`,
    `Invite it: https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${PERMISSIONS}`,
  ].join('\n');
}
