/** Questions that were asked: their controls, the choice that was made, and how they end. */
import { Routes } from 'discord.js';
import { z } from 'zod';
import type { Ask, Choice } from '../contract.ts';
import { Latest } from '../latest.ts';
import { type DiscordApi, isLater } from './api.ts';
import { isUsed, withoutControls } from './controls.ts';
import { cardText } from './rendering.ts';

const MessageSchema = z.object({ components: z.array(z.unknown()).default([]) });

/** Those that stand, and the last ones that were answered: a few kilobytes each. */
const QUESTIONS_REMEMBERED = 5_000;

interface Question {
  readonly choices: readonly Choice[];
  readonly form?: Ask['form'];
  readonly components: readonly unknown[];
  /** The components with the choice that was made. */
  readonly used?: readonly unknown[];
  readonly isOver?: boolean;
}

export type Questions = ReturnType<typeof createQuestions>;

export function createQuestions(api: DiscordApi) {
  /** By the id of the message. Of a forgotten one the mark shows that it is over. */
  const known = new Latest<string, Question>(QUESTIONS_REMEMBERED);
  /** The newest message of each channel, as far as it was seen. */
  const newest = new Latest<string, string>();

  function saw(channel: string, id: string): void {
    const before = newest.get(channel);
    if (before === undefined || isLater(id, before)) newest.set(channel, id);
  }

  /** As Discord has it; empty where it can't be read. */
  async function componentsIn(channel: string, id: string): Promise<readonly unknown[]> {
    const read = await api.rest.get(Routes.channelMessage(channel, id)).catch(() => null);
    return MessageSchema.safeParse(read).data?.components ?? [];
  }

  return {
    saw,
    /** Whether another card can take its place: it is one of this process, and nothing was said in the channel after it. */
    isReplaceable(channel: string, id: string): boolean {
      const { components = [], isOver = false } = known.get(id) ?? {};
      return !isOver && newest.get(channel) === id && cardText(components) !== '';
    },
    /** A question was sent, or took the place of an earlier version of it. */
    add(id: string, { choices, form }: Ask, components: readonly unknown[]): void {
      // What a form needs is all that is kept of the choices.
      const noted = choices.filter(({ isNoted }) => isNoted);
      known.set(id, { choices: noted, ...(form && { form }), components });
    },
    /** A choice that has a noted value; null for any other, of a question that is over, and after a restart. */
    choiceOn(id: string, choice: string): Choice | null {
      const { choices = [], isOver = false } = known.get(id) ?? {};
      return choices.find((each) => each.id === choice && !isOver) ?? null;
    },
    /** The slots of its topic; null after a restart. */
    formOn: (id: string): NonNullable<Ask['form']> | null => known.get(id)?.form ?? null,
    /** Notes that a choice was made. @param used the components with it @returns false where one was made before */
    take(id: string, used: readonly unknown[]): boolean {
      const question = known.get(id) ?? { choices: [], components: used };
      if (question.used) return false;
      known.set(id, { ...question, used });
      return true;
    },
    /** The choice came to nothing: another one may be made. */
    release(id: string): void {
      const { used: _, ...question } = known.get(id) ?? { choices: [], components: [] };
      known.set(id, question);
    },
    /** Whether this choice, as it was given to `take`, is still the one: no new version of the question has come since. */
    isTaken: (id: string, used: readonly unknown[]): boolean => known.get(id)?.used === used,
    /** Takes its controls away; a choice that was made stays visible. Best effort: the mark shows that it is over. */
    async retire(channel: string, id: string): Promise<void> {
      const question = known.get(id);
      if (question?.isOver) return;
      const before = question?.used ?? question?.components ?? (await componentsIn(channel, id));
      // Nothing else is asked of it any more.
      known.set(id, { choices: [], components: [], ...(question?.used && { used: [] }), isOver: true });
      // A process that was killed may have left it so.
      if (!question?.used && isUsed(before)) return;
      const components = question?.used ?? withoutControls(before);
      if (components.length === before.length && !question?.used) return;
      await api.rest.patch(Routes.channelMessage(channel, id), { body: { components } }).catch(() => undefined);
    },
  };
}
