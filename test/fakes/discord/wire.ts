/** The objects of the world as Discord's JSON. */
import type { Channel, Guild, Message, StoredFile, User, World } from './world.ts';

export function userJson({ id, name, bot }: User) {
  return { id, username: name, discriminator: '0', global_name: name, avatar: null, ...(bot && { bot: true }) };
}

export function memberJson(user: User) {
  return {
    user: userJson(user),
    roles: [],
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    deaf: false,
    mute: false,
    flags: 0,
    permissions: '0',
  };
}

export function channelJson(world: World, channel: Channel) {
  const { id, type, guild, recipient, parent, name } = channel;
  const last = channel.messages.at(-1)?.id ?? null;
  if (type === 1) {
    const user = world.users.get(recipient ?? '');
    return { id, type, flags: 0, last_message_id: last, recipients: user ? [userJson(user)] : [] };
  }
  if (type === 3) return { id, type, flags: 0, name, icon: null, last_message_id: last, recipients: [] };
  const common = { id, type, flags: 0, guild_id: guild, name, parent_id: parent, last_message_id: last };
  if (type === 0) return { ...common, position: 0, permission_overwrites: [], nsfw: false };
  return {
    ...common,
    owner_id: world.bot.id,
    message_count: channel.messages.length,
    member_count: channel.members.size,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 10_080,
      archive_timestamp: '2024-01-01T00:00:00.000000+00:00',
      locked: false,
      invitable: false,
    },
  };
}

/** A timestamp as Discord writes it: with microseconds and an offset. */
function momentJson(at: Date): string {
  return at.toISOString().replace('Z', '000+00:00');
}

/** @param origin address of the fake, which serves the files */
export function messageJson(world: World, message: Message, origin: string): Record<string, unknown> {
  const { id, channel, author, content, type, at, editedAt, files, components, flags, mentions, repliesTo } = message;
  const replied = repliesTo === null ? null : world.message(channel, repliesTo);
  const known = mentions.flatMap((each) => world.users.get(each) ?? []);
  return {
    id,
    channel_id: channel,
    author: userJson(author),
    content,
    timestamp: momentJson(at),
    edited_timestamp: editedAt && momentJson(editedAt),
    tts: false,
    mention_everyone: false,
    mentions: known.map(userJson),
    mention_roles: [],
    attachments: files.map((file) => fileJson(file, origin)),
    embeds: [],
    pinned: false,
    type,
    flags,
    components,
    ...(message.snapshots.length > 0 && {
      message_reference: { type: 1, message_id: world.bot.id, channel_id: world.bot.id },
      message_snapshots: message.snapshots.map((snapshot) => ({
        message: {
          type: 0,
          content: snapshot.content,
          timestamp: momentJson(at),
          edited_timestamp: null,
          flags: 0,
          mentions: [],
          mention_roles: [],
          attachments: snapshot.files.map((file) => fileJson(file, origin)),
          embeds: [],
          components: [],
        },
      })),
    }),
    ...(replied && {
      message_reference: { type: 0, message_id: replied.id, channel_id: channel },
      referenced_message: messageJson(world, { ...replied, repliesTo: null }, origin),
    }),
  };
}

export function fileJson({ id, name, mime, bytes, seconds }: StoredFile, origin: string) {
  const url = `${origin}/attachments/${id}/${encodeURIComponent(name)}`;
  const voice = seconds !== undefined && { duration_secs: seconds, waveform: 'AAAA' };
  const type = mime !== null && { content_type: mime };
  return { id, filename: name, size: bytes.length, url, proxy_url: url, ...type, ...voice };
}

export function guildJson({ id, name }: Guild) {
  return {
    id,
    name,
    icon: null,
    owner_id: '1',
    features: [],
    roles: [],
    emojis: [],
    channels: [],
    threads: [],
    members: [],
  };
}
