/** For `--import`: appends the URL of each loaded module to the file in LOADED. */
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const { LOADED } = process.env;
if (LOADED === undefined) throw new Error('LOADED names no file');

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) appendFileSync(LOADED, `${url}\n`);
    return next(url, context);
  },
});
