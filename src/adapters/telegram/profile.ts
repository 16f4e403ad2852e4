/** How the bot shows itself before anybody writes to it: its descriptions and the menu of commands. */
import type { Api } from 'grammy';
import { DESCRIPTION, SHORT_DESCRIPTION } from '../../prompts/telegram.ts';
import { COMMAND_MENU } from '../command.ts';
import { type Outage, type Outcome, outcomeOf } from './bot-api.ts';

const MENU = COMMAND_MENU.map(({ name, description }) => ({ command: name, description }));
/** For everybody, and for those whose language has texts of its own: these go before. */
const LANGUAGES = [{}, { language_code: 'en' }] as const;
const PRIVATE = { scope: { type: 'all_private_chats' } } as const;

/** Sets what differs: Telegram allows few changes a day. Retried until it works; what is refused is left as it is. */
export async function showProfile(api: Api, { insist }: Outage): Promise<void> {
  const attempt = <T>(call: () => Promise<T>) =>
    insist<T | null>(async () => {
      const outcome: Outcome<T> = await outcomeOf(call());
      return 'failure' in outcome && ['refused', 'unknown'].includes(outcome.failure) ? { result: null } : outcome;
    });

  for (const language of LANGUAGES) {
    const commands = await attempt(() => api.getMyCommands({ ...PRIVATE, ...language }));
    if (JSON.stringify(commands) !== JSON.stringify(MENU))
      await attempt(() => api.setMyCommands(MENU, { ...PRIVATE, ...language }));
    const long = await attempt(() => api.getMyDescription(language));
    if (long?.description !== DESCRIPTION) await attempt(() => api.setMyDescription(DESCRIPTION, language));
    const short = await attempt(() => api.getMyShortDescription(language));
    if (short?.short_description !== SHORT_DESCRIPTION)
      await attempt(() => api.setMyShortDescription(SHORT_DESCRIPTION, language));
  }
}
