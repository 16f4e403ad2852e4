/** Groups: the bot tells them that interviews are private, and how to begin one. */
import { InlineKeyboard } from 'grammy';
import type { Language } from '../../machine/language.ts';
import { telegramWords } from '../../prompts/telegram.ts';
import { commandIn } from '../command.ts';
import { Latest } from '../latest.ts';
import type { Sender } from './outbound.ts';

/** Somebody who asks again within a day gets no second answer, in milliseconds. */
const DAY = 86_400_000;

/** @param username of the bot @param now of this machine */
export function createGroups(sender: Sender, username: string, now: () => Date) {
  /** When each group was told last. Bounded: one that was dropped is told again. */
  const told = new Latest<number, number>();
  const link = `https://t.me/${username}?start=group`;

  function moved(from: number, to: number): void {
    const at = told.get(from);
    if (at === undefined) return;
    told.delete(from);
    told.set(to, at);
  }

  /** Whether a message is for the bot: most in a group are not. */
  function isForBot(text: string): boolean {
    const name = `@${username.toLowerCase()}`;
    return text.toLowerCase().includes(name) || (commandIn(text)?.name === 'start' && !text.includes('@'));
  }

  return {
    /** The group's id changed. */
    moved,
    /** Tells the group, at most once a day. @param text of a message; null where the bot was added */
    async heard(group: number, text: string | null, language: Language): Promise<void> {
      const say = telegramWords(language);
      const buttons = { inline_keyboard: [[InlineKeyboard.url(say('open-private-chat'), link)]] };
      const time = now().getTime();
      const isTold = time - (told.get(group) ?? Number.NEGATIVE_INFINITY) < DAY;
      if (isTold || (text !== null && !isForBot(text))) return;
      told.set(group, time);
      const sent = await sender.remark(group, say('only-in-private'), buttons);
      if (!('failure' in sent) || sent.failure !== 'moved') return;
      moved(group, sent.to);
      await sender.remark(sent.to, say('only-in-private'), buttons);
    },
  };
}
