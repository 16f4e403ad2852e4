/**
 * A whole interview on the fake Telegram, as text and as a picture: `npm run docs:telegram` writes
 * docs/telegram.md and docs/telegram.svg. The picture shows what was sent to the Bot API.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chatPicture } from './chat-picture.ts';
import { messagesOf, type Transcript, textOf, transcript } from './telegram/transcript.ts';

const DOCS = join(import.meta.dirname, '..', 'docs');

function page(played: Transcript): string {
  const { turns, spoken, loud } = played;
  return `# An interview on Telegram

Played against the Bot API of the tests and written by \`npm run docs:telegram\`, without a language model. Buttons are shown
as they were offered, with a ✓ on the one that was tapped. Afterwards only that one stays; where the answer was typed, none
does. The review is one message that changes: a sentence was cut there, and put back.

${turns} turns, ${spoken} messages of the bot (${loud} with a sound), the letter and its file.

![The conversation in a chat](telegram.svg)

\`\`\`text
${textOf(played)}
\`\`\`
`;
}

const played = await transcript();
await writeFile(join(DOCS, 'telegram.md'), page(played));
await writeFile(join(DOCS, 'telegram.svg'), chatPicture(messagesOf(played)));
const { turns, spoken, loud } = played;
console.log(`${turns} turns, ${spoken} messages of the bot (${loud} with a sound), the letter and its file`);
