/** Buttons, select menus and forms below a question, and the ids that identify them. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
  type APIModalInteractionResponseCallbackData as Form,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import type { Language } from '../../machine/language.ts';
import { discordWords, fieldLabel } from '../../prompts/discord-texts.ts';
import type { Ask, Choice } from '../contract.ts';
import { cutLabel } from '../split.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Form ids: for any answer, or for a job post. */
const FORMS = ['answer', 'post'] as const;
const formIn = (value: string) => FORMS.find((form) => form === value);

/** The parsed id of a control. */
interface Control {
  /**
   * `form`: a button that opens a form, and that form when submitted. `topic`: opens a form for a topic. `fields`: a
   * submitted form whose fields are slots. `start`: begins an interview. `private`: begins one in direct messages.
   */
  readonly kind: (typeof KINDS)[number];
  /** The only person who may use the control; empty in a direct message. */
  readonly owner: string;
  /** `Ask.mark` of its question; empty unless it is a choice. */
  readonly mark: string;
  /** Id of the choice or form; empty for a select menu. */
  readonly value: string;
}
const KINDS = ['choice', 'form', 'topic', 'fields', 'start', 'private'] as const;

/** Discord's limits. Lengths are in UTF-16 units. */
const LABEL_AT_MOST = 80;
const OPTION_AT_MOST = 100;
const BUTTONS_IN_ROW = 5;
const OPTIONS_AT_MOST = 25;
const FORM_TEXT_AT_MOST = 4_000;
const FIELD_LABEL_AT_MOST = 45;
const FIELDS_AT_MOST = 5;
/** With more choices, a select menu is used, to leave one row for the forms. */
const BUTTONS_AT_MOST = 20;

export const FORM_TEXT = 'text';

function idOf({ kind, owner, mark, value }: Control): string {
  return [kind, owner, mark, value].join(':');
}

/** Parses the id of a control. @returns null for a foreign one */
export function controlOf(id: string): Control | null {
  // Choice ids may contain colons.
  const [name, owner = '', mark, ...rest] = id.split(':');
  const value = rest.join(':');
  const kind = KINDS.find((each) => each === name);
  if (kind === undefined || mark === undefined || /\D/.test(owner)) return null;
  return kind !== 'form' || formIn(value) !== undefined ? { kind, owner, mark, value } : null;
}

/** The rows below a question. @param owner of the thread; null in a direct message */
export function actionRows({ slot, choices, form, mark, language }: Ask, owner: string | null): Row[] {
  const say = discordWords(language);
  const control = { owner: owner ?? '', mark };
  // In a thread, the bot can't read messages.
  const forms = FORMS.filter((name) => (name === 'answer' ? owner !== null : slot === 'job-post'));
  // Discord refuses duplicate ids in a message.
  const offered = [...new Map(choices.map((choice) => [choice.id, choice])).values()].slice(0, OPTIONS_AT_MOST);
  const listed = listedOf(offered, BUTTONS_AT_MOST - forms.length - (form ? 1 : 0));
  const buttons = [
    ...offered
      .filter((choice) => !listed.includes(choice))
      .map(({ id, label }) => button(label, id === 'write', { ...control, kind: 'choice', value: id })),
    ...forms.map((name) =>
      button(say(`${name}.button`), name === 'answer', { ...control, kind: 'form', mark: '', value: name }),
    ),
    ...(form ? [button(say('topic.button'), false, { ...control, kind: 'topic', value: '' })] : []),
  ];
  const rows: Row[] = [];
  if (listed.length > 0) {
    const options = listed.map(({ id, label }) => ({ label: cutLabel(label, OPTION_AT_MOST), value: id }));
    const custom_id = idOf({ ...control, kind: 'choice', value: '' });
    rows.push(rowWith([{ type: ComponentType.StringSelect, custom_id, placeholder: say('pick'), options }]));
  }
  for (let at = 0; at < buttons.length; at += BUTTONS_IN_ROW)
    rows.push(rowWith(buttons.slice(at, at + BUTTONS_IN_ROW)));
  return rows;
}

/** Choices to list in a menu, if too many or too long for buttons. Those without a value ("Skip") stay buttons. */
function listedOf(choices: readonly Choice[], buttonsAtMost: number): readonly Choice[] {
  const isLong = ({ label }: Choice) => label.length > LABEL_AT_MOST;
  if (choices.length <= BUTTONS_AT_MOST && !choices.some(isLong)) return [];
  const listed = choices.filter(
    (choice) => isLong(choice) || (choice.value ?? choice.figure ?? choice.slot) !== undefined,
  );
  return choices.length - listed.length <= buttonsAtMost && listed.length > 0 ? listed : choices;
}

function rowWith(components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function button(label: string, isPrimary: boolean, control: Control): APIComponentInMessageActionRow {
  return {
    type: ComponentType.Button,
    style: isPrimary ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: cutLabel(label, LABEL_AT_MOST),
    custom_id: idOf(control),
  };
}

const single = (label: string, isPrimary: boolean, kind: Control['kind'], owner = '', value = ''): Row[] => [
  rowWith([button(label, isPrimary, { kind, owner, mark: '', value })]),
];
/** For everyone in a channel. */
export const startRows = (language: Language): Row[] => single(discordWords(language)('setup.button'), true, 'start');
/** For a thread's owner, to switch to direct messages. */
export const privateRows = (owner: string, language: Language): Row[] =>
  single(discordWords(language)('talk-in-private'), false, 'private', owner);
export function formOf({ owner, value }: Control, language: Language): Form {
  const say = discordWords(language);
  const form = formIn(value) ?? 'answer';
  const [title, label] = [say(`${form}.title`), say(`${form}.label`)];
  const component = field(FORM_TEXT, true);
  const custom_id = idOf({ kind: 'form', owner, mark: '', value });
  return { title, custom_id, components: [{ type: ComponentType.Label, label, component }] };
}

/** A form with a field per slot, filled with the noted values; null if a value is too long for a form. */
function fieldsForm(fields: readonly { slot: string; label: string; value: string }[], title: string): Form | null {
  if (fields.some(({ value }) => value.length > FORM_TEXT_AT_MOST)) return null;
  return {
    title,
    custom_id: idOf({ kind: 'fields', owner: '', mark: '', value: '' }),
    components: fields.slice(0, FIELDS_AT_MOST).map(({ slot, label, value }) => ({
      type: ComponentType.Label,
      label: cutLabel(label, FIELD_LABEL_AT_MOST),
      component: { ...field(slot, false), ...(value !== '' && { value }) },
    })),
  };
}

function field(custom_id: string, required: boolean) {
  const style = TextInputStyle.Paragraph;
  return { type: ComponentType.TextInput, custom_id, style, required, max_length: FORM_TEXT_AT_MOST } as const;
}

export function topicForm(form: NonNullable<Ask['form']>, language: Language): Form | null {
  const fields = form.map(({ slot, value }) => ({ slot, value, label: fieldLabel(slot, language) }));
  return fieldsForm(fields, discordWords(language)('topic.title'));
}

/** The form for the noted value of a choice; null if it has none. */
export function changeForm({ slot, value, label }: Choice, language: Language): Form | null {
  if (slot === undefined || value === undefined) return null;
  const [name = label] = label.split(': ');
  return fieldsForm([{ slot, label: name, value }], discordWords(language)('change.title'));
}

const ComponentSchema = z.looseObject({
  type: z.number(),
  style: z.number().optional(),
  custom_id: z.string().optional(),
  options: z.array(z.looseObject({ value: z.string() })).optional(),
  get components() {
    return z.array(ComponentSchema).optional();
  },
});
type Component = z.infer<typeof ComponentSchema>;

/** Disables all controls and highlights the pressed button or picked option. */
export function disabledControls(components: readonly unknown[], pressed: string, picked?: string): unknown[] {
  const disabled = (component: Component): Component => {
    const { type, components: inner, options } = component;
    if (inner) return { ...component, components: inner.map(disabled) };
    const shown = options?.map((each) => ({ ...each, default: each.value === picked }));
    if (type === ComponentType.StringSelect) return { ...component, options: shown, disabled: true };
    if (type !== ComponentType.Button) return component;
    const isPressed = component.custom_id === pressed;
    return { ...component, ...(isPressed && { style: ButtonStyle.Success }), disabled: true };
  };
  return z.array(ComponentSchema).parse(components).map(disabled);
}

export function withoutControls(components: readonly unknown[]): unknown[] {
  return z
    .array(ComponentSchema)
    .parse(components)
    .filter(({ type }) => type !== ComponentType.ActionRow)
    .map(({ components: inner, ...rest }) => (inner ? { ...rest, components: withoutControls(inner) } : rest));
}

/** Whether a choice was already made. */
export function isUsed(components: readonly unknown[]): boolean {
  return JSON.stringify(components).includes('"disabled":true');
}
