/** Slash commands, buttons, menus and forms. Discord waits three seconds for an acknowledgement. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIModalInteractionResponseCallbackData,
  type Attachment,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  InteractionContextType,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  Routes,
} from 'discord.js';
import { type Language, languageOf } from '../../machine/language.ts';
import { type CommandName, wordsOf } from '../../prompts/catalogues.ts';
import { discordWords } from '../../prompts/discord-texts.ts';
import type { Inbound, Place, Said } from '../contract.ts';
import type { Languages } from '../place-languages.ts';
import { download, sentFile } from '../sent-files.ts';
import { channelPlace, type DiscordApi, DOWNLOAD_MS, timeOf } from './api.ts';
import { changeForm, controlOf, disabledControls, FORM_TEXT, formOf, startRows, topicForm } from './controls.ts';
import { stripFormatting } from './plain-text.ts';
import { type FoundThread, linkTo, type PrivateThreads } from './private-threads.ts';
import type { Questions } from './questions.ts';
import { SETUP_COMMAND } from './slash-commands.ts';

type Event = Pick<BaseInteraction, 'id' | 'user' | 'channelId' | 'context' | 'locale'>;
/** Interactions that can get a reply visible only to the person. */
type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | MessageContextMenuCommandInteraction;

interface InteractionsOptions {
  readonly api: DiscordApi;
  readonly threads: PrivateThreads;
  readonly questions: Questions;
  readonly languages: Languages;
  /** Queues the turn at once. @returns after the turn, whether it succeeded */
  receive(inbound: Inbound): Promise<boolean>;
  /** Places where the last message was permanently undeliverable. */
  readonly gone: ReadonlyMap<Place, true>;
}

/** Marks what a person declared as the job post. */
const POST = { isForeign: true, as: 'post' } as const;
/** Commands that start a conversation. */
const STARTING: ReadonlySet<string> = new Set<CommandName>(['start', 'letter']);
/** Maximum milliseconds that an acknowledgement waits for the event to be stored. Discord waits three seconds. */
const ACKNOWLEDGED_WITHIN_MS = 2_000;

/** @returns an interaction handler that never rejects */
export function createInteractions({ api, threads, questions, languages, receive, gone }: InteractionsOptions) {
  async function command(interaction: ChatInputCommandInteraction): Promise<void> {
    const { commandName: name } = interaction;
    if (name === SETUP_COMMAND) {
      const language = languageFor(interaction);
      const content = discordWords(language)('setup.text');
      const shown = { content, components: startRows(language), allowedMentions: { parse: [] } };
      return acknowledge(() => interaction.reply(shown));
    }
    const { options } = interaction;
    const rest = options.getString('words') ?? options.getString('which') ?? '';
    await takeEach(interaction, STARTING.has(name), [{ kind: 'command', name, rest }, ...optionsOf(interaction)]);
  }

  async function useAsJobPost(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const { content, attachments } = interaction.targetMessage;
    const text = stripFormatting(content);
    const files = [...attachments.values()].map((file) => fileIn(file, POST));
    // Without files, an empty text gets a reply that says so.
    const said: Said[] = text === '' && files.length > 0 ? [] : [{ kind: 'text', text, ...POST }];
    await takeEach(interaction, true, [...said, ...files]);
  }

  /** Runs a command in the person's interview and tells them where that is. @param starts greets the person first */
  async function takeEach(interaction: Answerable, starts: boolean, said: readonly Said[]): Promise<void> {
    const { user, channelId, context } = interaction;
    const acknowledged = acknowledge(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
    const here = ownPlace(interaction);
    if (here !== null) {
      await takeAll(interaction, here, said);
      await acknowledged;
      // The reply was sent as ordinary messages; this removes "thinking…".
      await interaction.deleteReply().catch(() => undefined);
      return;
    }
    await acknowledged;
    const isInServer = context === InteractionContextType.Guild;
    const found = starts
      ? await threads.open(user.id, isInServer ? channelId : null, interaction.id, languageFor(interaction))
      : await threads.find(user.id);
    if (isPlace(found)) await takeAll(interaction, found, said);
    const content = whereText(found, isInServer, languageFor(interaction));
    await interaction.editReply({ content }).catch(() => undefined);
  }

  async function takeAll(event: Event, place: Place, all: readonly Said[]): Promise<void> {
    const waiting = all.map((said, at) => receive(inboundOf(event, place, said, at === 0 ? '' : `:${at}`)));
    await Promise.all(waiting);
  }

  function whereText(found: FoundThread, isInServer: boolean, language: Language): string {
    const say = discordWords(language);
    if (found === 'later') return say('try-again');
    if (isPlace(found) && !gone.has(found)) return say('moved-to', { link: linkTo(found) });
    return say(isInServer ? 'cannot-reach-in-server' : 'cannot-reach');
  }

  /** Moves from the thread to direct messages, if they are open now. */
  async function talkInPrivate(interaction: MessageComponentInteraction): Promise<void> {
    const { user, id } = interaction;
    await acknowledge(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
    const found = await threads.openDirect(user.id, id, languageFor(interaction));
    if (isPlace(found)) await receive(inboundOf(interaction, found, { kind: 'command', name: 'start', rest: '' }));
    const say = discordWords(languageFor(interaction));
    const content = isPlace(found)
      ? say('started-in-private', { link: linkTo(found) })
      : say(found === 'later' ? 'try-again' : 'still-closed');
    await interaction.editReply({ content }).catch(() => undefined);
  }

  async function component(interaction: MessageComponentInteraction): Promise<void> {
    const { message, customId, channelId, user, client } = interaction;
    const control = controlOf(customId);
    if (control === null || message.author.id !== client.user.id) return acknowledge(() => interaction.deferUpdate());
    const start: Said = { kind: 'command', name: 'letter', rest: '' };
    if (control.kind === 'start') return takeEach(interaction, true, [start]);
    const place = ownPlace(interaction);
    if (place === null || (control.owner !== '' && control.owner !== user.id)) {
      const content = discordWords(languageFor(interaction))('not-yours');
      return acknowledge(() => interaction.reply({ content, flags: MessageFlags.Ephemeral }));
    }
    if (control.kind === 'private') return talkInPrivate(interaction);
    if (control.kind === 'form')
      return acknowledge(() => interaction.showModal(formOf(control, languageFor(interaction))));
    if (control.kind === 'topic') {
      const topic = questions.formOn(message.id);
      const language = languageFor(interaction);
      // After a restart, the topic's slots are unknown, so offer a plain answer form.
      const form = (topic && topicForm(topic, language)) ?? formOf({ ...control, value: 'answer' }, language);
      return acknowledge(() => interaction.showModal(form));
    }
    const picked = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const choice = picked ?? control.value;
    const noted = questions.choiceOn(message.id, choice);
    const change = noted && changeForm(noted, languageFor(interaction));
    if (change) return showForm(interaction, change);
    const rows = message.components.map((row) => row.toJSON());
    const used = disabledControls(rows, customId, picked);
    // Only one choice per message counts.
    if (choice === '' || !questions.take(message.id, used)) return acknowledge(() => interaction.deferUpdate());
    const said: Said = { kind: 'choice', choice, ...(control.mark !== '' && { of: control.mark }) };
    let isOutdated = false;
    const outdated = (current: string) => {
      isOutdated = current !== message.id;
      return isOutdated;
    };
    const turn = receive({ ...inboundOf(interaction, place, said), outdated });
    const acknowledged = acknowledgeKept(interaction, turn);
    const isTaken = await turn;
    if (isOutdated) {
      await acknowledged;
      const content = wordsOf('said', languageFor(interaction))('already-done');
      await acknowledge(() => interaction.followUp({ content, flags: MessageFlags.Ephemeral }));
      return questions.overtaken(channelId, message.id, rows);
    }
    // If another version of the question has replaced it meanwhile, its controls stay usable.
    if (!questions.isTaken(message.id, used)) return acknowledged;
    if (!isTaken) questions.release(message.id);
    else await questions.retire(channelId, message.id);
    return acknowledged;
  }

  /** Opens a form and resets the select menu: after cancelling, the same option can be picked again. */
  async function showForm(interaction: MessageComponentInteraction, form: APIModalInteractionResponseCallbackData) {
    const { message, channelId } = interaction;
    await acknowledge(() => interaction.showModal(form));
    const body = { components: message.components.map((row) => row.toJSON()) };
    await api.rest.patch(Routes.channelMessage(channelId, message.id), { body }).catch(() => undefined);
  }

  async function form(interaction: ModalSubmitInteraction): Promise<void> {
    const place = ownPlace(interaction);
    const said = saidIn(interaction);
    const isOurs = said !== null && place !== null;
    await acknowledgeKept(interaction, isOurs ? receive(inboundOf(interaction, place, said)) : Promise.resolve());
  }

  /** Acknowledges after storing: an acknowledged form is closed, and Discord redelivers nothing. */
  async function acknowledgeKept(
    interaction: MessageComponentInteraction | ModalSubmitInteraction,
    kept: Promise<unknown>,
  ) {
    await Promise.race([kept, sleep(ACKNOWLEDGED_WITHIN_MS, undefined, { ref: false })]);
    await acknowledge(() => interaction.deferUpdate());
  }

  /** The interview's language in the person's own place; elsewhere that of their client. */
  function languageFor(event: Event): Language {
    const place = ownPlace(event);
    if (place === null) return languageOf(event.locale);
    languages.heard(place, event.locale);
    return languages.of(place);
  }

  /** The direct message or thread of the interaction, if the interview there is the person's; else null. */
  function ownPlace({ channelId, user, context }: Event): Place | null {
    if (channelId === null) return null;
    const owner = context === InteractionContextType.BotDM ? null : user.id;
    const isTheirs = owner === null || threads.ownerOf(channelId) === owner;
    return isTheirs ? channelPlace({ channel: channelId, owner }) : null;
  }

  /** Best effort: on failure the action still takes effect, but Discord shows an error and the person presses again. */
  async function acknowledge(respond: () => Promise<unknown>): Promise<void> {
    await api.request(respond, { attempts: 3, retry: 0 });
  }

  return async (interaction: Interaction): Promise<void> => {
    try {
      if (interaction.isChatInputCommand()) await command(interaction);
      else if (interaction.isMessageContextMenuCommand()) await useAsJobPost(interaction);
      else if (interaction.isMessageComponent()) await component(interaction);
      else if (interaction.isModalSubmit()) await form(interaction);
    } catch (error) {
      api.onFault(error);
    }
  };
}

function isPlace(found: FoundThread): found is Place {
  return found !== 'later' && found !== 'closed';
}

/** @param part suffix if one interaction leads to several events */
function inboundOf({ id, user, locale }: Event, place: Place, said: Said, part = ''): Inbound {
  return { id: `${id}${part}`, place, author: user.id, at: timeOf(id), order: id, locale, said };
}

function optionsOf({ options }: ChatInputCommandInteraction): Said[] {
  const company = options.getString('company');
  const post = options.getString('job-post');
  const file = options.getAttachment('file');
  return [
    ...(company === null ? [] : [{ kind: 'form', fields: { 'role.company': company } } as const]),
    ...(post === null ? [] : [{ kind: 'text', text: post, ...POST } as const]),
    ...(file === null ? [] : [fileIn(file)]),
  ];
}

function fileIn({ name, contentType, url, size, duration }: Attachment, marks: Partial<typeof POST> = {}): Said {
  const more = { ...marks, ...(duration !== null && { seconds: duration }) };
  return sentFile(name, contentType, () => download(url, size, DOWNLOAD_MS), more);
}

/** Null for a foreign form. */
function saidIn({ customId, fields }: ModalSubmitInteraction): Said | null {
  const kind = controlOf(customId)?.kind;
  if (kind === 'form') return { kind: 'text', text: fields.getTextInputValue(FORM_TEXT) };
  if (kind !== 'fields') return null;
  const ids = [...fields.fields.keys()];
  return { kind: 'form', fields: Object.fromEntries(ids.map((id) => [id, fields.getTextInputValue(id)])) };
}
