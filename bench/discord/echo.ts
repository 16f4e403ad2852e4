/**
 * A bot that says back what it is told, as discord.js's own guide has it: what a turn costs without an interview. It first
 * keeps what a turn keeps, in bare transactions of the program's own database, and marks it once it is sent; where it
 * `HOLDS`, it also keeps the text before.
 */
import { join } from 'node:path';
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import { openBare } from '../telegram/bare.ts';

const { DISCORD_TOKEN: token = '', DISCORD_API: api = '', FOREWORD_DATA: data = '', HOLDS } = process.env;
const bare = await openBare({ directory: join(data, 'bare') });
const client = new Client({
  intents: [GatewayIntentBits.DirectMessages],
  partials: [Partials.Channel],
  rest: { api, version: '10' },
});
client.on(Events.MessageCreate, async ({ author, channel, content }) => {
  if (author.bot || !channel.isSendable()) return;
  if (HOLDS !== undefined) await bare.row(content);
  const key = await bare.turn(content);
  await channel.send(content);
  await bare.sent(key);
});
await client.login(token);
