/** A person on the fake Discord, and their actions. An action that a client would not allow throws. */
import { type Modal, type Row, rowsIn, textIn } from './bodies.ts';
import { seesContent } from './gateway.ts';
import type { Interaction } from './interactions.ts';
import { type Shown, shown } from './markdown.ts';
import { inChannel, stored } from './posts.ts';
import type { FakeDiscord } from './server.ts';
import { channelJson, fileJson, memberJson, messageJson, userJson } from './wire.ts';
import type { Channel, Message, StoredFile, User } from './world.ts';

/** A message as a person sees it. */
export interface SeenMessage extends Shown {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly isEphemeral: boolean;
}

type Control = Row['components'][number];

export class Person {
  readonly #fake: FakeDiscord;
  readonly user: User;
  /** The language setting of their client. */
  locale = 'en-GB';
  /** The direct message with the bot. */
  readonly direct: Channel;
  /** The option picked in the list of a message, and the version of the message. */
  readonly #picked = new Map<string, { readonly value: string; readonly editedAt: Date | null }>();

  constructor(fake: FakeDiscord, user: User) {
    this.#fake = fake;
    this.user = user;
    this.direct = fake.world.directWith(user.id);
  }

  say(content: string, { in: channel = this.direct, replyTo }: { in?: Channel; replyTo?: string } = {}): Message {
    return this.#post(channel, { content, repliesTo: replyTo ?? null, type: replyTo === undefined ? 0 : 19 });
  }

  /** Forwards a message from elsewhere. */
  forward(content: string, file?: { readonly name: string; readonly bytes: Uint8Array }): Message {
    const files = file ? [stored(this.#fake.world, { mime: null, ...file })] : [];
    return this.#post(this.direct, { content: '', snapshots: [{ content, files }] });
  }

  /** Starts typing. */
  type(channel: Channel = this.direct): void {
    const { world, gateway } = this.#fake;
    const timestamp = Math.floor(world.now() / 1_000);
    const data = { channel_id: channel.id, user_id: this.user.id, timestamp };
    const inServer = channel.guild !== null && { guild_id: channel.guild, member: memberJson(this.user) };
    gateway.dispatch('TYPING_START', { ...data, ...inServer }, channel.guild);
  }

  delete(id: string, channel: Channel = this.direct): void {
    const message = this.#fake.world.message(channel.id, id);
    if (message?.author !== this.user) throw new Error('not their message');
    message.isDeleted = true;
    const gone = { id, channel_id: channel.id };
    this.#fake.gateway.dispatch('MESSAGE_DELETE', inChannel(channel, gone), channel.guild);
  }

  attach(
    name: string,
    bytes: Uint8Array,
    { mime = null, content = '' }: { mime?: string | null; content?: string } = {},
  ) {
    return this.#post(this.direct, { content, files: [stored(this.#fake.world, { name, mime, bytes })] });
  }

  /** Sends a voice message. */
  speak(bytes: Uint8Array, seconds = 3, replyTo?: string): Message {
    const file = { name: 'voice-message.ogg', mime: 'audio/ogg', bytes, seconds };
    const replied = { repliesTo: replyTo ?? null, type: replyTo === undefined ? 0 : 19 };
    return this.#post(this.direct, { content: '', flags: 8_192, ...replied, files: [stored(this.#fake.world, file)] });
  }

  edit(id: string, content: string, channel: Channel = this.direct): void {
    const { world, gateway, origin } = this.#fake;
    const message = world.message(channel.id, id);
    if (message?.author !== this.user) throw new Error('not their message');
    message.content = content.trim();
    message.editedAt = new Date(world.now());
    gateway.dispatch('MESSAGE_UPDATE', inChannel(channel, messageJson(world, message, origin)), channel.guild);
  }

  /** Discord adds a link preview, which updates a message that nobody edited. */
  unfurl(id: string): void {
    const { world, gateway, origin } = this.#fake;
    const message = world.message(this.direct.id, id);
    if (!message) throw new Error('no such message');
    const embeds = [{ type: 'link', url: 'https://example.com' }];
    gateway.dispatch(
      'MESSAGE_UPDATE',
      inChannel(this.direct, { ...messageJson(world, message, origin), embeds }),
      null,
    );
  }

  /** The messages of the bot that they see in a channel, oldest first. */
  sees(channel: Channel = this.direct): SeenMessage[] {
    const { world } = this.#fake;
    const mine = channel.messages.filter(
      ({ author, isDeleted, ephemeralFor }) =>
        author === world.bot && !isDeleted && (ephemeralFor === null || ephemeralFor === this.user.id),
    );
    return mine.map((message) => ({
      ...shown(message.content || textIn(message.components)),
      id: message.id,
      rows: rowsIn(message.components),
      files: message.files,
      isEphemeral: message.ephemeralFor !== null,
    }));
  }

  /** @param given options by name: text or a file */
  command(
    name: string,
    {
      in: channel = this.direct,
      given = {},
    }: { in?: Channel; given?: Readonly<Record<string, string | StoredFile>> } = {},
  ): Interaction {
    const { world, interactions, origin } = this.#fake;
    const command = world.commands.find((each) => each.name === name);
    if (!command) throw new Error(`there is no command ${name}`);
    const interaction = interactions.begin({ kind: 'command', user: this.user.id, channel: channel.id, message: null });
    const options = Object.entries(given).map(([option, value]) =>
      typeof value === 'string' ? { name: option, type: 3, value } : { name: option, type: 11, value: value.id },
    );
    const files = Object.values(given).flatMap((value) => (typeof value === 'string' ? [] : [value]));
    for (const file of files) world.files.set(file.id, file);
    const attachments = Object.fromEntries(files.map((file) => [file.id, fileJson(file, origin)]));
    this.#dispatch(interaction, channel, 2, {
      id: command.id,
      name,
      type: 1,
      ...(options.length > 0 && { options }),
      ...(files.length > 0 && { resolved: { attachments } }),
    });
    return interaction;
  }

  /** Picks a command in the menu of a message. */
  menu(name: string, message: Message): Interaction {
    const { world, interactions, origin } = this.#fake;
    const command = world.commands.find((each) => each.name === name && each.type === 3);
    const channel = world.channels.get(message.channel);
    if (!command || !channel) throw new Error(`there is no ${name} in the menu`);
    const interaction = interactions.begin({ kind: 'command', user: this.user.id, channel: channel.id, message: null });
    const messages = { [message.id]: messageJson(world, message, origin) };
    this.#dispatch(interaction, channel, 2, {
      id: command.id,
      name,
      type: 3,
      target_id: message.id,
      resolved: { messages },
    });
    return interaction;
  }

  /** Whether an enabled button has this label. */
  canPress(label: string): boolean {
    return this.#button(label, this.direct, undefined) !== null;
  }

  /** Presses the newest button with this label, in any message or in this one. */
  press(label: string, { in: channel = this.direct, message }: { in?: Channel; message?: string } = {}): Interaction {
    const found = this.#button(label, channel, message);
    if (!found) throw new Error(`there is no button ${label} to press`);
    return this.pressRaw(found.message, found.control.custom_id ?? '', channel);
  }

  /** Picks the first option that starts with this text in the newest list. */
  pick(option: string, { in: channel = this.direct }: { in?: Channel } = {}): Interaction {
    const fits = (control: Control) =>
      control.type === 3 && control.options.some((each) => each.label.startsWith(option));
    const found = this.#control(channel, undefined, fits);
    if (found?.control.type !== 3) throw new Error(`there is no ${option} to pick`);
    const value = found.control.options.find((each) => each.label.startsWith(option))?.value ?? '';
    // The client shows the picked option until the message is edited. Picking it again does nothing.
    const before = this.#picked.get(found.message.id);
    if (before?.value === value && before.editedAt === found.message.editedAt)
      throw new Error(`${option} is picked already`);
    this.#picked.set(found.message.id, { value, editedAt: found.message.editedAt });
    return this.#component(found.message, channel, 3, { custom_id: found.control.custom_id, values: [value] });
  }

  /** Presses a button with any id on any message, as a manipulated client can. */
  pressRaw(message: Message, customId: string, channel: Channel = this.direct): Interaction {
    return this.#component(message, channel, 2, { custom_id: customId });
  }

  /** Submits the form of an interaction. @param text by field, or for all fields; others keep their value */
  submit(
    { modal, channel: id, message }: Interaction,
    text: string | Readonly<Record<string, string>> = {},
  ): Interaction {
    const { world, interactions } = this.#fake;
    const channel = world.channels.get(id);
    if (!modal || !channel) throw new Error('no form was shown');
    const interaction = interactions.begin({ kind: 'modal', user: this.user.id, channel: id, message });
    this.#dispatch(interaction, channel, 5, { custom_id: modal.custom_id, components: filled(modal, text) });
    return interaction;
  }

  #button(label: string, channel: Channel, message: string | undefined) {
    return this.#control(channel, message, (control) => control.type === 2 && control.label === label);
  }

  #control(channel: Channel, message: string | undefined, fits: (control: Control) => boolean) {
    const { world } = this.#fake;
    const there = channel.messages.filter(
      (each) => each.author === world.bot && !each.isDeleted && (message === undefined || each.id === message),
    );
    for (const each of there.toReversed())
      for (const control of rowsIn(each.components).flatMap((row): Control[] => row.components))
        if (!control.disabled && fits(control)) return { message: each, control };
    return null;
  }

  #component(message: Message, channel: Channel, type: 2 | 3, data: Record<string, unknown>): Interaction {
    const { interactions } = this.#fake;
    const where = { user: this.user.id, channel: channel.id, message: message.id };
    const interaction = interactions.begin({ kind: 'component', ...where });
    this.#dispatch(interaction, channel, 3, { component_type: type, ...data });
    return interaction;
  }

  #post(channel: Channel, fields: Partial<Message> & Pick<Message, 'content'>): Message {
    const { world, gateway, origin } = this.#fake;
    const mentions = [...fields.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? '');
    const message = world.addMessage({ channel: channel.id, author: this.user, mentions, ...fields });
    const json = messageJson(world, message, origin);
    const content = seesContent(mentions, world.bot.id, channel.guild) ? json.content : '';
    const attachments = content === '' && channel.guild !== null ? [] : json.attachments;
    if (!channel.hasBot) return message;
    const member = channel.guild === null ? {} : { member: memberJson(this.user) };
    gateway.dispatch('MESSAGE_CREATE', inChannel(channel, { ...json, content, attachments, ...member }), channel.guild);
    return message;
  }

  #dispatch(interaction: Interaction, channel: Channel, type: number, data: Record<string, unknown>): void {
    const { world, gateway, origin } = this.#fake;
    const message = interaction.message === null ? null : world.message(channel.id, interaction.message);
    const inServer = channel.guild !== null;
    // The installation that the interaction belongs to: of the server, or of this person.
    const owners = inServer && channel.hasBot ? { 0: channel.guild } : { 1: this.user.id };
    gateway.dispatch(
      'INTERACTION_CREATE',
      {
        id: interaction.id,
        application_id: world.bot.id,
        type,
        token: interaction.token,
        version: 1,
        channel_id: channel.id,
        channel: channelJson(world, channel),
        ...(inServer
          ? { guild_id: channel.guild, member: memberJson(this.user), guild: { id: channel.guild, features: [] } }
          : { user: userJson(this.user) }),
        app_permissions: '0',
        locale: this.locale,
        entitlements: [],
        authorizing_integration_owners: owners,
        attachment_size_limit: 10_485_760,
        context: inServer ? 0 : channel.type === 1 ? 1 : 2,
        data,
        ...(message && { message: messageJson(world, message, origin) }),
      },
      channel.guild,
    );
  }
}

function filled(modal: Modal, text: string | Readonly<Record<string, string>>): unknown[] {
  return modal.components.map(({ component }) => {
    const { custom_id, required = true, max_length = 4_000 } = component;
    const value = typeof text === 'string' ? text : (text[custom_id] ?? component.value ?? '');
    if ((required && value === '') || value.length > max_length) throw new Error('the form can not be sent so');
    return { type: 18, component: { type: 4, custom_id, value } };
  });
}
