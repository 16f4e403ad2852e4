/** The commands as registered with Discord: options, translations and where they are available. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { LANGUAGES, type Language } from '../../machine/language.ts';
import { CATALOGUES, wordIn } from '../../prompts/catalogues.ts';
import { commandMenu, isCommand } from '../command.ts';
import type { DiscordApi } from './api.ts';

const { 'discord-menus': DESCRIPTIONS, 'discord-names': NAMES } = CATALOGUES.en;
type OptionName = Exclude<keyof typeof DESCRIPTIONS, 'setup'>;

/** Discord's locale codes; English is the default of every name. */
const LOCALES: Readonly<Record<Exclude<Language, 'en'>, string>> = { de: 'de', fr: 'fr', es: 'es-ES', pt: 'pt-BR' };

/** Discord's limit for a text option, in characters. */
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

/** The command that posts a start button. */
export const SETUP_COMMAND = 'setup';
/** The entry in a message's context menu. */
const POST_COMMAND = 'use-as-job-post';

const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  ...commandMenu().map(({ name, description }) => {
    const options = (OPTIONS[name] ?? []).map(optionOf);
    const named = { name, description, ...translated(name) };
    return { type: ApplicationCommandType.ChatInput, ...named, ...EVERYWHERE, options };
  }),
  {
    type: ApplicationCommandType.ChatInput,
    name: SETUP_COMMAND,
    description: DESCRIPTIONS.setup,
    ...translated(SETUP_COMMAND),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
  },
  {
    type: ApplicationCommandType.Message,
    name: NAMES[POST_COMMAND],
    name_localizations: translated(POST_COMMAND).name_localizations,
    ...EVERYWHERE,
  },
];

/** Replaces the commands of the application. Those of the same name keep their ids. @returns whether it succeeded */
export async function registerCommands(api: DiscordApi, application: string): Promise<boolean> {
  const route = Routes.applicationCommands(application);
  // The next check tries again.
  const put = await api.request((rest) => rest.put(route, { body: COMMANDS }), { attempts: 1 });
  return 'value' in put;
}

function optionOf(name: OptionName) {
  const common = { name, description: DESCRIPTIONS[name], ...translated(name) };
  return name === 'file'
    ? ({ type: ApplicationCommandOptionType.Attachment, ...common } as const)
    : ({ type: ApplicationCommandOptionType.String, ...common, max_length: OPTION_AT_MOST } as const);
}

function translated(name: string) {
  const of = (section: 'discord-names' | 'discord-menus' | 'commands') =>
    Object.fromEntries(
      LANGUAGES.flatMap((language) => {
        const word = wordIn(section, name, language);
        return language === 'en' || word === null ? [] : [[LOCALES[language], word]];
      }),
    );
  return {
    name_localizations: of('discord-names'),
    description_localizations: of(isCommand(name) ? 'commands' : 'discord-menus'),
  };
}
