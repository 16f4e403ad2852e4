/**
 * An echo bot as in the guide of discord.js: the cost of a turn without an interview. It first stores what a turn stores, in
 * bare transactions of the same database, and marks the message when it is sent. With `HOLDS` it stores the text before that.
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
