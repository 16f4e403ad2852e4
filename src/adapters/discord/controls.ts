/** The controls below a question, the forms that they open, and what comes back when they are used. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import { ANSWER, JOB_POST, PICK } from '../../prompts/discord.ts';
import type { Ask, Choice } from '../contract.ts';
import { cutLabel } from '../label.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A form is for any answer, or for a job post. */
const FORMS = ['answer', 'post'] as const;
type Form = (typeof FORMS)[number];

/**
 * What a control stands for: a choice, a list of choices whose ids are the values of its options, or a form, to be opened
 * or filled in. `owner` is the only one who may use it; null where nobody else can. An empty mark is none.
 */
type Control = { readonly owner: string | null } & (
  | { readonly kind: 'choice'; readonly choice: string; readonly mark: string }
  | { readonly kind: 'list'; readonly mark: string }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'filled'; readonly form: Form }
);

/** Limits of Discord. Lengths are in UTF-16 units. */
const ID_AT_MOST = 100;
const LABEL_AT_MOST = 80;
const OPTION_AT_MOST = 100;
const BUTTONS_IN_ROW = 5;
const OPTIONS_AT_MOST = 25;
const FIELD_AT_MOST = 4_000;
/** Choices beyond these are a list, so that a row is left for the forms. */
const BUTTONS_AT_MOST = 20;

/** The text field of every form. */
export const FIELD = 'text';

/** `kind:owner:mark:what`. The last part is taken as it is: ids of choices may hold colons. */
function idOf(control: Control): string {
  const owner = control.owner ?? '';
  if (control.kind === 'form' || control.kind === 'filled') return `${control.kind}:${owner}::${control.form}`;
  const what = control.kind === 'choice' ? control.choice : '';
  const marked = `${control.kind}:${owner}:${encodeURIComponent(control.mark)}:${what}`;
  // A question can be answered without its mark; with an id that is too long Discord refuses the whole message.
  return marked.length <= ID_AT_MOST ? marked : `${control.kind}:${owner}::${what}`;
}

const PartsSchema = z.tuple([
  z.enum(['choice', 'list', 'form', 'filled']),
  z.string().regex(/^\d*$/),
  z.string(),
  z.string(),
]);

/** What an id that came back stands for; null where it is none of ours. */
export function controlOf(id: string): Control | null {
  const [start, middle, end, ...rest] = id.split(':');
  const parsed = PartsSchema.safeParse([start, middle, end, rest.join(':')]);
  if (!parsed.success) return null;
  const [kind, whose, encoded, what] = parsed.data;
  const owner = whose === '' ? null : whose;
  const mark = decoded(encoded);
  if (kind === 'choice') return what === '' ? null : { kind, choice: what, mark, owner };
  if (kind === 'list') return { kind, mark, owner };
  const form = FORMS.find((known) => known === what);
  return form === undefined ? null : { kind, form, owner };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The rows below a question. A thread gets a button to answer by, as what is typed there can't be read. */
export function rowsOf({ slot, choices, mark }: Ask, owner: string | null): Row[] {
  const forms: Form[] = [];
  if (owner !== null) forms.push('answer');
  if (slot === 'job-post') forms.push('post');
  // The same id twice would be refused.
  const offered = [...new Map(choices.map((choice) => [choice.id, choice])).values()].slice(0, OPTIONS_AT_MOST);
  const listed = listedOf(offered, BUTTONS_AT_MOST - forms.length);
  const buttons = [
    ...offered.filter((choice) => !listed.includes(choice)).map((choice) => choiceButton(choice, mark, owner)),
    ...forms.map((form) => formButton(form, owner)),
  ];
  const rows: Row[] = listed.length > 0 ? [listRow(listed, mark, owner)] : [];
  for (let at = 0; at < buttons.length; at += BUTTONS_IN_ROW)
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + BUTTONS_IN_ROW) });
  return rows;
}

/**
 * The choices that go into a list, because there are too many for buttons or their labels are too long. Choices that
 * stand for a value are listed together; "Skip" and its like stay buttons.
 */
function listedOf(choices: readonly Choice[], buttonsAtMost: number): readonly Choice[] {
  const isLong = ({ label }: Choice) => label.length > LABEL_AT_MOST;
  if (choices.length <= BUTTONS_AT_MOST && !choices.some(isLong)) return [];
  const listed = choices.filter(
    (choice) => isLong(choice) || (choice.value ?? choice.figure ?? choice.slot) !== undefined,
  );
  return choices.length - listed.length <= buttonsAtMost && listed.length > 0 ? listed : choices;
}

function choiceButton({ id, label }: Choice, mark: string, owner: string | null): APIComponentInMessageActionRow {
  return {
    type: ComponentType.Button,
    style: id === 'write' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: cutLabel(label, LABEL_AT_MOST),
    custom_id: idOf({ kind: 'choice', choice: id, mark, owner }),
  };
}

function formButton(form: Form, owner: string | null): APIComponentInMessageActionRow {
  return {
    type: ComponentType.Button,
    style: form === 'answer' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: form === 'post' ? JOB_POST.button : ANSWER.button,
    custom_id: idOf({ kind: 'form', form, owner }),
  };
}

function listRow(choices: readonly Choice[], mark: string, owner: string | null): Row {
  const options = choices.map(({ id, label }) => ({ label: cutLabel(label, OPTION_AT_MOST), value: id }));
  const custom_id = idOf({ kind: 'list', mark, owner });
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id, placeholder: PICK, options }],
  };
}

/** The form that a control opens. */
export function formOf(form: Form, owner: string | null): APIModalInteractionResponseCallbackData {
  const words = { answer: ANSWER, post: JOB_POST }[form];
  return {
    title: words.title,
    custom_id: idOf({ kind: 'filled', form, owner }),
    components: [
      {
        type: ComponentType.Label,
        label: words.label,
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD,
          style: TextInputStyle.Paragraph,
          required: true,
          max_length: FIELD_AT_MOST,
        },
      },
    ],
  };
}

/** The same rows, disabled; the button that was pressed or the option that was picked stands out. */
export function used(rows: readonly Row[], pressed: string, picked: string | undefined): Row[] {
  return rows.map((row) => ({
    ...row,
    components: row.components.map((control) => {
      if (control.type === ComponentType.StringSelect) {
        const options = control.options.map((option) => ({ ...option, default: option.value === picked }));
        return { ...control, options, disabled: true };
      }
      const isPressed = 'custom_id' in control && control.custom_id === pressed;
      if (control.type !== ComponentType.Button || !isPressed) return { ...control, disabled: true };
      return { ...control, style: ButtonStyle.Success, disabled: true };
    }),
  }));
}
