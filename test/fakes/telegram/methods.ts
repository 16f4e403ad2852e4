/** The supported methods of the Bot API with their parameters. Any other parameter is refused. */
import { z } from 'zod';
import type { Content, Document, Message } from './chats.ts';
import { badRequest, Refusal } from './faults.ts';
import type { Upload } from './form.ts';
import {
  CAPTION_AT_MOST,
  checkedCaption,
  checkedEntities,
  checkedKeyboard,
  checkedText,
  EntitiesSchema,
  KeyboardSchema,
} from './markup.ts';
import { int, json, method, type Run, type World } from './method.ts';
import { PROFILE_METHODS } from './profile.ts';

const previews = json(z.strictObject({ is_disabled: z.boolean().optional() })).optional();
const keyboard = json(KeyboardSchema).optional();
const entities = json(EntitiesSchema).optional();
/** Forms contain booleans as text. */
const silence = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).optional();
const chat_id = int;
export const METHODS: Readonly<Record<string, Run>> = {
  getMe: method(z.strictObject({}), (_, { bot }) => ({
    ...user(bot),
    can_join_groups: true,
    supports_inline_queries: false,
  })),
  getUpdates: () => {
    throw new Error('answered by the server itself');
  },
  sendMessage: method(
    z.strictObject({
      chat_id,
      text: z.string(),
      parse_mode: z.string().optional(),
      entities,
      link_preview_options: previews,
      reply_markup: keyboard,
      disable_notification: silence,
    }),
    (params, world) => shown(world, world.chats.send(params.chat_id, contentOf(params), params.disable_notification)),
  ),
  editMessageText: method(
    z.strictObject({
      chat_id,
      message_id: int,
      text: z.string(),
      parse_mode: z.string().optional(),
      entities,
      link_preview_options: previews,
      reply_markup: keyboard,
    }),
    (params, world) => shown(world, world.chats.edit(params.chat_id, params.message_id, contentOf(params))),
  ),
  editMessageReplyMarkup: method(
    z.strictObject({ chat_id, message_id: int, reply_markup: keyboard }),
    ({ chat_id, message_id, reply_markup }, world) => {
      const { text, caption, entities } = world.chats.editable(chat_id, message_id);
      const content = { text, caption, document: null, entities, keyboard: checkedKeyboard(reply_markup) };
      return shown(world, world.chats.edit(chat_id, message_id, content));
    },
  ),
  editMessageMedia: method(
    z.strictObject({
      chat_id,
      message_id: int,
      media: json(z.strictObject({ type: z.literal('document'), media: z.string(), caption: z.string().optional() })),
      reply_markup: keyboard,
    }),
    ({ chat_id, message_id, media, reply_markup }, world, uploads) => {
      const document = uploaded(media.media, uploads);
      const content = {
        text: null,
        caption: checkedCaption(media.caption),
        document,
        keyboard: checkedKeyboard(reply_markup),
      };
      return shown(world, world.chats.edit(chat_id, message_id, content));
    },
  ),
  sendDocument: method(
    z.strictObject({
      chat_id,
      document: z.string(),
      caption: z.string().optional(),
      reply_markup: keyboard,
      disable_notification: silence,
    }),
    (params, world, uploads) => {
      const document = uploaded(params.document, uploads);
      const content = {
        text: null,
        caption: checkedCaption(params.caption),
        document,
        keyboard: checkedKeyboard(params.reply_markup),
      };
      return shown(world, world.chats.send(params.chat_id, content, params.disable_notification));
    },
  ),
  deleteMessage: method(z.strictObject({ chat_id, message_id: int }), ({ chat_id, message_id }, { chats }) => {
    chats.delete(chat_id, message_id);
    return true;
  }),
  sendMessageDraft: method(
    z.strictObject({ chat_id, draft_id: int, text: z.string() }),
    ({ chat_id, draft_id, text }, { chats, drafts, draftLife }) => {
      if (!drafts) throw new Refusal(404, 'Not Found');
      const chat = chats.writable(chat_id);
      if (chat.kind !== 'private') throw badRequest('method is available only in private chats');
      if (draft_id === 0) throw badRequest('DRAFT_ID_INVALID');
      chats.drafted(chat, { id: draft_id, text: text === '' ? '' : checkedText(text, undefined) }, draftLife);
      return true;
    },
  ),
  sendChatAction: method(
    z.strictObject({ chat_id, action: z.enum(['typing', 'upload_document']) }),
    ({ chat_id, action }, { chats, actions }) => {
      chats.writable(chat_id);
      actions.push({ chat: chat_id, action });
      return true;
    },
  ),
  answerCallbackQuery: method(
    z.strictObject({
      callback_query_id: z.string(),
      text: z.string().max(200).optional(),
      show_alert: z.boolean().optional(),
    }),
    ({ callback_query_id, text, show_alert }, { queries }) => {
      const query = queries.get(callback_query_id);
      if (!query) throw badRequest('query is too old and response timeout expired or query ID is invalid');
      query.answered = { text: text ?? null, alert: show_alert ?? false };
      return true;
    },
  ),
  ...PROFILE_METHODS,
  getFile: method(z.strictObject({ file_id: z.string() }), ({ file_id }, { chats }) => {
    const file = chats.file(file_id);
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.bytes.length > 20 << 20) throw badRequest('file is too big');
    return { file_id, file_unique_id: `u${file_id}`, file_size: file.bytes.length, file_path: `documents/${file_id}` };
  }),
  setWebhook: method(
    z.strictObject({
      url: z.string(),
      secret_token: z
        .string()
        .regex(/^[\w-]{1,256}$/)
        .optional(),
      allowed_updates: z.array(z.string()).optional(),
      max_connections: z.int().min(1).max(100).optional(),
      drop_pending_updates: z.boolean().optional(),
    }),
    ({ url, secret_token, allowed_updates, drop_pending_updates }, { webhook, updates }) => {
      if (drop_pending_updates) updates.clear();
      if (allowed_updates) updates.allow(allowed_updates);
      webhook.set(url, secret_token ?? null);
      return true;
    },
  ),
  deleteWebhook: method(
    z.strictObject({ drop_pending_updates: z.boolean().optional() }),
    ({ drop_pending_updates }, { webhook, updates }) => {
      if (drop_pending_updates) updates.clear();
      webhook.remove();
      return true;
    },
  ),
  getWebhookInfo: method(z.strictObject({}), (_, { webhook, updates }) => ({
    url: webhook.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending.length,
  })),
};

interface TextParams {
  readonly text: string;
  readonly parse_mode?: string | undefined;
  readonly entities?: z.infer<typeof EntitiesSchema> | undefined;
  readonly reply_markup?: z.infer<typeof KeyboardSchema> | undefined;
}

function contentOf({ text, parse_mode, entities, reply_markup }: TextParams): Content {
  return {
    text: checkedText(text, parse_mode),
    caption: null,
    document: null,
    entities: checkedEntities(entities, text, parse_mode),
    keyboard: checkedKeyboard(reply_markup),
  };
}

export const PollSchema = z.strictObject({
  offset: z.int().default(0),
  limit: z.int().min(1).max(100).default(100),
  timeout: z.int().min(0).default(0),
  allowed_updates: z.array(z.string()).optional(),
});

const user = (bot: World['bot']) => ({
  id: bot.id,
  is_bot: true,
  first_name: 'Foreword',
  username: bot.username,
});

let files = 0;

function uploaded(reference: string, uploads: ReadonlyMap<string, Upload>): Document {
  const upload = uploads.get(reference.replace(/^attach:\/\//, ''));
  if (!upload || !reference.startsWith('attach://')) throw badRequest('wrong file identifier/HTTP URL specified');
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
  if (upload.bytes.length > 50 << 20) throw new Refusal(413, 'Request Entity Too Large');
  files += 1;
  return { fileId: `sent-${files}`, name: upload.name, mime: 'application/octet-stream', bytes: upload.bytes };
}

/** A message of the bot as Telegram returns it. */
function shown({ bot }: World, message: Message): object {
  return {
    message_id: message.id,
    from: user(bot),
    chat: { id: message.chat, type: message.chat > 0 ? 'private' : 'group' },
    date: message.date,
    ...(message.edits > 0 && { edit_date: message.date }),
    ...(message.text !== null && { text: message.text }),
    ...(message.caption !== null && { caption: message.caption.slice(0, CAPTION_AT_MOST) }),
    ...(message.document && {
      document: {
        file_id: message.document.fileId,
        file_unique_id: `u${message.document.fileId}`,
        file_name: message.document.name,
      },
    }),
    ...(message.keyboard && { reply_markup: { inline_keyboard: message.keyboard } }),
  };
}
