/**
 * An echo bot as in the tutorial of grammY: the cost of a turn without an interview. It first stores what `KEEPS` names, in one
 * bare transaction of the same database: a `row` or a `turn`. The message of a `turn` is deleted when it is sent.
 */
import { join } from 'node:path';
import { Bot } from 'grammy';
import { openBare } from './bare.ts';

const { TELEGRAM_TOKEN: token = '', TELEGRAM_API: apiRoot = '', FOREWORD_DATA: data = '', KEEPS } = process.env;
const { DATABASE_URL: url } = process.env;
const where = url === undefined ? { directory: join(data, 'bare') } : { url };
const bare = KEEPS === undefined ? null : await openBare(where);
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', async (context) => {
  if (KEEPS === 'row') await bare?.row(context.msg.text);
  const key = KEEPS === 'turn' ? await bare?.turn(context.msg.text) : undefined;
  await context.reply(context.msg.text);
  if (key !== undefined) await bare?.sent(key);
});
await bot.start();
