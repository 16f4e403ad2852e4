/** The endpoints of slash commands, global and of one server. */
import { z } from 'zod';
import { CommandEditSchema, CommandSchema, checked } from './bodies.ts';
import type { Exchange, Route } from './exchange.ts';
import { unknownCommand } from './problem.ts';
import type { Command } from './world.ts';

/** Both kinds have the same endpoints. */
export const COMMAND_ROUTES: readonly Route[] = [
  '/applications/:application/commands',
  '/applications/:application/guilds/:guild/commands',
].flatMap((pattern): Route[] => [
  { method: 'GET', pattern, answer: listed },
  {
    method: 'PUT',
    pattern,
    answer: (exchange) => {
      const commands = checked(z.array(CommandSchema).max(100), exchange.body);
      return keep(
        exchange,
        commands.map((command) => made(exchange, command)),
      );
    },
  },
  {
    method: 'POST',
    pattern,
    answer: (exchange) => {
      const command = made(exchange, checked(CommandSchema, exchange.body));
      // A command with the same name is replaced.
      keep(exchange, [...listed(exchange).filter(({ name }) => name !== command.name), command]);
      return command;
    },
  },
  { method: 'GET', pattern: `${pattern}/:command`, answer: found },
  {
    method: 'PATCH',
    pattern: `${pattern}/:command`,
    answer: (exchange) => {
      const before = found(exchange);
      const { name = before.name, ...changes } = checked(CommandEditSchema, exchange.body);
      const changed: Command = { ...before, ...changes, name, version: exchange.world.newId() };
      keep(
        exchange,
        listed(exchange).map((each) => (each.id === changed.id ? changed : each)),
      );
      return changed;
    },
  },
  {
    method: 'DELETE',
    pattern: `${pattern}/:command`,
    answer: (exchange) => {
      const { id } = found(exchange);
      keep(
        exchange,
        listed(exchange).filter((each) => each.id !== id),
      );
    },
  },
]);

function listed({ world, path }: Exchange): readonly Command[] {
  return path.guild === undefined ? world.commands : (world.guildCommands.get(path.guild) ?? []);
}

function keep({ world, path }: Exchange, commands: readonly Command[]): readonly Command[] {
  if (path.guild === undefined) world.commands = commands;
  else world.guildCommands.set(path.guild, commands);
  return commands;
}

function found(exchange: Exchange): Command {
  const command = listed(exchange).find(({ id }) => id === exchange.path.command);
  if (!command) throw unknownCommand();
  return command;
}

function made({ world, path }: Exchange, fields: z.infer<typeof CommandSchema>): Command {
  return {
    description: '',
    default_member_permissions: null,
    ...fields,
    id: world.newId(),
    application_id: path.application,
    version: world.newId(),
    ...(path.guild !== undefined && { guild_id: path.guild }),
    nsfw: false,
  };
}
