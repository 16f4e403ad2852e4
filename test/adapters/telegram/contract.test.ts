import type { Place } from '../../../src/adapters/contract.ts';
import { chatIn } from '../../../src/adapters/telegram/updates.ts';
import { type AdapterHarness, adapterContract, type Seen } from '../../contracts/adapter.ts';
import type { Message } from '../../fakes/telegram/chats.ts';
import { freePort, type OpenOptions, open } from './open.ts';

async function harness(options?: OpenOptions): Promise<AdapterHarness> {
  const telegram = await open(options);
  const { fake } = telegram;
  const places: [Place, Place] = ['telegram:1001', 'telegram:1002'];
  for (const id of [1001, 1002]) fake.person(id).chat.opened = true;
  const person = (place: Place) => fake.person(chatIn(place) ?? 0);
  const said = new Map<Place, number[]>();
  const say = (place: Place, text: string) => {
    const ids = said.get(place) ?? [];
    said.set(place, ids);
    ids.push(person(place).say(text));
  };
  return {
    adapter: telegram.adapter,
    places,
    manyLines: true,
    say: async (place, text) => say(place, text),
    async sayTwice(place, text) {
      say(place, text);
      const update = fake.updates.pending.at(-1);
      if (!update) throw new Error('nothing is pending');
      if (fake.world.webhook.url === null) fake.updates.again(update);
      else await fake.world.webhook.attempt(update);
    },
    async press(place, { label }) {
      person(place).press(label);
    },
    async command(place, name, rest) {
      say(place, `/${name} ${rest}`.trim());
    },
    async edit(place, ordinal, text) {
      person(place).edit(said.get(place)?.[ordinal - 1] ?? 0, text);
    },
    async attach(place, file) {
      person(place).attach(file);
    },
    seen: async (place) => person(place).seen.map(seenIn),
    [Symbol.asyncDispose]: () => telegram[Symbol.asyncDispose](),
  };
}

function seenIn({ text, caption, document, keyboard }: Message): Seen {
  const labels = keyboard?.flat().map((button) => button.text) ?? [];
  return {
    text: [text ?? caption ?? '', ...labels].join(' '),
    ...(document && { file: { name: document.name, bytes: document.bytes } }),
  };
}

adapterContract('telegram, polling', () => harness());
adapterContract('telegram, webhook', async () => {
  const port = await freePort();
  return harness({ webhook: { url: `http://127.0.0.1:${port}/telegram`, secret: 'a-secret_of-ours', port } });
});
