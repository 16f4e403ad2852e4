/** Groups: there it is said once that interviews are private, with the way there. */
import type { Api } from 'grammy';
import { onlyInPrivate } from '../../prompts/telegram.ts';
import { LatestKeys, PEOPLE_REMEMBERED } from '../latest.ts';
import type { Calls } from './calls.ts';

export class Groups {
  readonly #calls: Calls;
  /** One of which nothing was heard for as long as of so many others may be told once more, as by the next process. */
  readonly #told = new LatestKeys<number>(PEOPLE_REMEMBERED);

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async tell(group: number, username: string): Promise<void> {
    if (!this.#told.add(group)) return;
    const say = (chat: number) => (api: Api) =>
      api.sendMessage(chat, onlyInPrivate(username), { link_preview_options: { is_disabled: true } });
    const sent = await this.#calls.to(group, say(group));
    if (!('failure' in sent) || sent.failure !== 'moved') return;
    this.move(group, sent.to);
    await this.#calls.to(sent.to, say(sent.to));
  }

  /** The group goes on under another id. */
  move(from: number, to: number): void {
    if (this.#told.delete(from)) this.#told.add(to);
  }
}
