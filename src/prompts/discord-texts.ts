/** Texts for Discord outside the interview, for people and for the operator. */

import type { Language } from '../machine/language.ts';
import type { FormSlot } from '../machine/slots.ts';
import { wordsOf } from './catalogues.ts';

export function discordWords(language: Language = 'en') {
  return wordsOf('discord', language);
}

/** The bot's status. */
export const PRESENCE = 'Use /letter to start';

/** The label of a form field, at most 45 characters. */
export function fieldLabel(slot: FormSlot, language: Language = 'en'): string {
  return wordsOf('fields', language)(slot);
}

/** For the operator. None contains a token. */
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

/** @param request without ids @param reason Discord's message @param code status and code */
export function refusedRequest(request: string, reason: string, code: string): string {
  return `Discord refused ${request}: ${reason} (${code}).`;
}

/** Permissions to request: view channels, send messages there and in threads, create private threads, read history. */
const PERMISSIONS = '343597485056';

/** Logged when a connection opens. @param name of the bot @param id of the application */
export function signedIn(name: string, id: string): string {
  return [
    `Discord: signed in as ${name} (application ${id}). Intents: direct messages, typing in them, server messages; none is privileged.`,
    `Invite it: https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${PERMISSIONS}`,
  ].join('\n');
}
