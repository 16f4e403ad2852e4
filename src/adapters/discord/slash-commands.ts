/** The commands as Discord lists them: with options, in several languages, in servers, direct messages and anywhere else. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import {
  COMMAND_NAMES,
  DISCORD_LANGUAGES,
  OPTION_DESCRIPTIONS,
  OTHERS_TRANSLATED,
  SETUP_DESCRIPTION,
  USE_AS_JOB_POST,
} from '../../prompts/discord.ts';
import { CATALOGUES } from '../../prompts/words.ts';
import { commandMenu, isCommand } from '../command.ts';

type OptionName = keyof typeof OPTION_DESCRIPTIONS;

/** Discord's own limit for text in an option, in characters. */
const OPTION_AT_MOST = 6_000;
const EVERYWHERE = {
  // People may also install the app for themselves.
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};
const OPTIONS: Readonly<Record<string, readonly OptionName[]>> = {
  letter: ['company', 'job-post', 'file'],
  letters: ['which'],
  hide: ['words'],
};

/** The name of the command that posts a start button. */
export const SETUP_COMMAND = 'setup';

/** All commands, for a registration in place of those that are there. */
export const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  ...commandMenu().map(({ name, description }) => {
    const options = (OPTIONS[name] ?? []).map(optionOf);
    const named = { name, description, ...translated(name) };
    return { type: ApplicationCommandType.ChatInput, ...named, ...EVERYWHERE, ...(options.length > 0 && { options }) };
  }),
  {
    type: ApplicationCommandType.ChatInput,
    name: SETUP_COMMAND,
    description: SETUP_DESCRIPTION,
    ...translated(SETUP_COMMAND),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
  },
  {
    type: ApplicationCommandType.Message,
    name: USE_AS_JOB_POST,
    name_localizations: translated(USE_AS_JOB_POST).name_localizations,
    ...EVERYWHERE,
  },
];

function optionOf(name: OptionName) {
  const common = { name, description: OPTION_DESCRIPTIONS[name], ...translated(name) };
  return name === 'file'
    ? ({ type: ApplicationCommandOptionType.Attachment, ...common } as const)
    : ({ type: ApplicationCommandOptionType.String, ...common, max_length: OPTION_AT_MOST } as const);
}

/** A command without translations is English everywhere. */
function translated(name: string) {
  const languages = ['de', 'fr', 'es', 'pt'] as const;
  const wordsIn = (language: (typeof languages)[number], at: number) =>
    isCommand(name)
      ? [COMMAND_NAMES[name][at] ?? name, CATALOGUES[language].commands[name]]
      : (OTHERS_TRANSLATED[name]?.[at] ?? []);
  const of = (part: 0 | 1) =>
    Object.fromEntries(
      languages.flatMap((language, at) => {
        const word = wordsIn(language, at)[part];
        return word === undefined ? [] : [[DISCORD_LANGUAGES[language], word]];
      }),
    );
  return { name_localizations: of(0), description_localizations: of(1) };
}
