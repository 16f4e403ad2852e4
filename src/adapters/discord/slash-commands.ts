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
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../machine/language.ts';
import { CATALOGUES, wordIn } from '../../prompts/catalogues.ts';
import { commandChanges } from '../../prompts/discord-texts.ts';
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

/** The next check tries again. */
const ONCE = { attempts: 1 };

/** The command that posts a start button. */
export const SETUP_COMMAND = 'setup';
/** The entry in a message's context menu. */
const POST_COMMAND = 'use-as-job-post';

/** All commands. Registering them replaces the existing ones. */
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

const RegisteredSchema = z.array(z.looseObject({ name: z.string() }));

/** Registers the commands if they differ from the registered ones. @returns whether it succeeded */
export async function registerCommands(api: DiscordApi, application: string, log: (sentence: string) => void) {
  const route = Routes.applicationCommands(application);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const read = await api.request(async (rest) => RegisteredSchema.parse(await rest.get(route, { query })), ONCE);
  if ('failure' in read) return false;
  const registered = new Map(read.value.map((command) => [command.name, command]));
  const names = COMMANDS.map(({ name }) => name);
  const changes = {
    added: names.filter((name) => !registered.has(name)),
    removed: [...registered.keys()].filter((name) => !names.includes(name)),
    changed: COMMANDS.filter(({ name, ...rest }) => registered.has(name) && !isAs(rest, registered.get(name))).map(
      ({ name }) => name,
    ),
  };
  if (Object.values(changes).every(({ length }) => length === 0)) return true;
  // Unchanged commands keep their ids, also in clients.
  const put = await api.request((rest) => rest.put(route, { body: COMMANDS }), ONCE);
  if ('failure' in put) return false;
  log(commandChanges(changes));
  return true;
}

/** Whether Discord has this value. It adds fields of its own, and returns null for what is empty. */
function isAs(own: unknown, registered: unknown): boolean {
  if (typeof own !== 'object' || own === null) return own === registered;
  const [theirs, keys] = [registered ?? {}, Object.keys(own)];
  if (typeof theirs !== 'object' || (Array.isArray(own) && Object.keys(theirs).length !== keys.length)) return false;
  return keys.every((key) => isAs(Reflect.get(own, key), Reflect.get(theirs, key)));
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
