/** How the bot shows itself before anybody writes to it: its descriptions and the menu of commands. */
import type { Api } from 'grammy';
import { LANGUAGES, type Language } from '../../machine/language.ts';
import { telegramWords } from '../../prompts/telegram.ts';
import { commandMenu } from '../command.ts';
import { type Outage, type Outcome, outcomeOf } from './bot-api.ts';

/** For everybody, and for those whose language has texts of its own: these go before. */
const AUDIENCES: readonly { readonly language_code?: Language }[] = [
  {},
  ...LANGUAGES.map((code) => ({ language_code: code })),
];
const PRIVATE = { scope: { type: 'all_private_chats' } } as const;

/** Sets what differs: Telegram allows few changes a day. Retried until it works; what is refused is left as it is. */
export async function showProfile(api: Api, { insist }: Outage): Promise<void> {
  const attempt = <T>(call: () => Promise<T>) =>
    insist<T | null>(async () => {
      const outcome: Outcome<T> = await outcomeOf(call());
      return 'failure' in outcome && ['refused', 'unknown'].includes(outcome.failure) ? { result: null } : outcome;
    });

  for (const language of AUDIENCES) {
    const code = language.language_code ?? 'en';
    const say = telegramWords(code);
    const [about, inShort] = [say('description'), say('short-description')];
    const menu = commandMenu(code).map(({ name, description }) => ({ command: name, description }));
    const commands = await attempt(() => api.getMyCommands({ ...PRIVATE, ...language }));
    if (JSON.stringify(commands) !== JSON.stringify(menu))
      await attempt(() => api.setMyCommands(menu, { ...PRIVATE, ...language }));
    const long = await attempt(() => api.getMyDescription(language));
    if (long?.description !== about) await attempt(() => api.setMyDescription(about, language));
    const short = await attempt(() => api.getMyShortDescription(language));
    if (short?.short_description !== inShort) await attempt(() => api.setMyShortDescription(inShort, language));
  }
}
