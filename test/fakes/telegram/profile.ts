/** The profile of a bot in each language: its commands and descriptions. */
import { z } from 'zod';
import { method, type Profile, type Run, type World } from './method.ts';

const language_code = z
  .string()
  .regex(/^(?:[a-z]{2})?$/, 'unsupported language')
  .default('');
const scope = z.strictObject({ type: z.literal('all_private_chats') }).optional();

/** The profile of a language, empty at first. */
function profileOf({ profile }: World, language: string): Profile {
  const known = profile.get(language) ?? { commands: [], description: '', shortDescription: '' };
  profile.set(language, known);
  return known;
}

export const PROFILE_METHODS: Readonly<Record<string, Run>> = {
  setMyCommands: method(
    z.strictObject({
      commands: z
        .array(
          z.strictObject({
            command: z.string().regex(/^\/?[a-z0-9_]{1,32}$/, 'BOT_COMMAND_INVALID'),
            description: z.string().min(1).max(256),
          }),
        )
        .max(100),
      scope,
      language_code,
    }),
    ({ commands, language_code }, world) => {
      profileOf(world, language_code).commands = commands;
      return true;
    },
  ),
  getMyCommands: method(
    z.strictObject({ scope, language_code }),
    ({ language_code }, world) => profileOf(world, language_code).commands,
  ),
  setMyDescription: method(
    z.strictObject({ description: z.string().max(512).default(''), language_code }),
    ({ description, language_code }, world) => {
      profileOf(world, language_code).description = description;
      return true;
    },
  ),
  getMyDescription: method(z.strictObject({ language_code }), ({ language_code }, world) => ({
    description: profileOf(world, language_code).description,
  })),
  setMyShortDescription: method(
    z.strictObject({ short_description: z.string().max(120).default(''), language_code }),
    ({ short_description, language_code }, world) => {
      profileOf(world, language_code).shortDescription = short_description;
      return true;
    },
  ),
  getMyShortDescription: method(z.strictObject({ language_code }), ({ language_code }, world) => ({
    short_description: profileOf(world, language_code).shortDescription,
  })),
};
