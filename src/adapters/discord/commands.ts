/** The slash commands, as Discord is told of them. */
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { COMMAND_MENU } from '../command.ts';

/** In servers, in direct messages, and wherever somebody is who installed the app for themselves. */
const INSTALLED = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];
const CONTEXTS = [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel];

const DEFINITIONS: RESTPutAPIApplicationCommandsJSONBody = COMMAND_MENU.map(({ name, description }) => ({
  type: ApplicationCommandType.ChatInput,
  name,
  description,
  integration_types: INSTALLED,
  contexts: CONTEXTS,
}));

/** What of a command can differ from the definitions above. */
const KnownSchema = z.array(
  z.object({
    type: z.number().default(ApplicationCommandType.ChatInput),
    name: z.string(),
    description: z.string(),
    integration_types: z.array(z.number()).default([]),
    contexts: z.array(z.number()).nullish(),
    options: z.array(z.unknown()).optional(),
  }),
);

/** Tells Discord of the commands, unless it knows them as they are: each change takes effect everywhere. */
export async function syncCommands(rest: REST, application: string): Promise<'unchanged' | 'changed'> {
  const route = Routes.applicationCommands(application);
  const known = KnownSchema.parse(await rest.get(route));
  if (inOrder(known) === inOrder(KnownSchema.parse(DEFINITIONS))) return 'unchanged';
  await rest.put(route, { body: DEFINITIONS });
  return 'changed';
}

/** The same for the same commands, in whatever order they are told. */
function inOrder(commands: z.infer<typeof KnownSchema>): string {
  const normal = commands.map(({ type, name, description, integration_types, contexts, options }) =>
    JSON.stringify([name, type, description, integration_types.toSorted(), contexts?.toSorted(), options ?? []]),
  );
  return JSON.stringify(normal.sort());
}
