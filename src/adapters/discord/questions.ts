/** Tracks sent questions: their controls, the choice made, and their end. */
import { Routes } from 'discord.js';
import { z } from 'zod';
import { BoundedMap } from '../bounded.ts';
import type { Ask, Choice } from '../contract.ts';
import { type DiscordApi, isLater } from './api.ts';
import { isUsed, withoutControls } from './controls.ts';
import { cardText } from './rendering.ts';

const MessageSchema = z.object({ components: z.array(z.unknown()).default([]) });

/** Open questions and the last answered ones, a few kilobytes each. */
const QUESTIONS_REMEMBERED = 5_000;

interface Question {
  readonly choices: readonly Choice[];
  readonly form?: Ask['form'];
  readonly components: readonly unknown[];
  /** The components after a choice was made. */
  readonly used?: readonly unknown[];
  readonly isOver?: boolean;
}

export type Questions = ReturnType<typeof createQuestions>;

export function createQuestions(api: DiscordApi) {
  /** By message id. A dropped question is detected as outdated by its mark. */
  const known = new BoundedMap<string, Question>(QUESTIONS_REMEMBERED);
  /** The newest known message of each channel. */
  const newest = new BoundedMap<string, string>();

  function saw(channel: string, id: string): void {
    const before = newest.get(channel);
    if (before === undefined || isLater(id, before)) newest.set(channel, id);
  }

  /** Reads the components from Discord; empty on failure. */
  async function componentsIn(channel: string, id: string): Promise<readonly unknown[]> {
    const read = await api.rest.get(Routes.channelMessage(channel, id)).catch(() => null);
    return MessageSchema.safeParse(read).data?.components ?? [];
  }

  return {
    saw,
    /** Whether a card can be edited in place: this process sent it, and it is the last message in its channel. */
    isReplaceable(channel: string, id: string): boolean {
      const { components = [], isOver = false } = known.get(id) ?? {};
      return !isOver && newest.get(channel) === id && cardText(components) !== '';
    },
    /** A question was sent or edited in place. */
    add(id: string, { choices, form }: Ask, components: readonly unknown[]): void {
      // Keeps only the choices that open a form.
      const noted = choices.filter(({ isNoted }) => isNoted);
      known.set(id, { choices: noted, ...(form && { form }), components });
    },
    /** A choice with a noted value; null for others, for a closed question, and after a restart. */
    choiceOn(id: string, choice: string): Choice | null {
      const { choices = [], isOver = false } = known.get(id) ?? {};
      return choices.find((each) => each.id === choice && !isOver) ?? null;
    },
    /** The slots of the topic's form; null after a restart. */
    formOn: (id: string): NonNullable<Ask['form']> | null => known.get(id)?.form ?? null,
    /** Records a choice. @param used the components that show it @returns false if one was already made */
    take(id: string, used: readonly unknown[]): boolean {
      const question = known.get(id) ?? { choices: [], components: used };
      if (question.used) return false;
      known.set(id, { ...question, used });
      return true;
    },
    /** The choice failed: another one may be made. */
    release(id: string): void {
      const { used: _, ...question } = known.get(id) ?? { choices: [], components: [] };
      known.set(id, question);
    },
    /** Whether the choice recorded with `used` is current: the question wasn't replaced since. */
    isTaken: (id: string, used: readonly unknown[]): boolean => known.get(id)?.used === used,
    /** An answer overtook the choice: removes the controls, and the choice with them. Best effort. */
    async overtaken(channel: string, id: string, before: readonly unknown[]): Promise<void> {
      known.set(id, { choices: [], components: [], used: [], isOver: true });
      const body = { components: withoutControls(before) };
      await api.rest.patch(Routes.channelMessage(channel, id), { body }).catch(() => undefined);
    },
    /** Removes the controls, but keeps a choice visible. Best effort: the mark still tells that a question is over. */
    async retire(channel: string, id: string): Promise<void> {
      const question = known.get(id);
      if (question?.isOver) return;
      const before = question?.used ?? question?.components ?? (await componentsIn(channel, id));
      // The remaining data isn't needed any more.
      known.set(id, { choices: [], components: [], ...(question?.used && { used: [] }), isOver: true });
      // A killed process may have left it in this state.
      if (!question?.used && isUsed(before)) return;
      const components = question?.used ?? withoutControls(before);
      if (components.length === before.length && !question?.used) return;
      await api.rest.patch(Routes.channelMessage(channel, id), { body: { components } }).catch(() => undefined);
    },
  };
}
