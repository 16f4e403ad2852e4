/** Buttons, the list of facts and the forms behind them, and what comes back when they are used. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import { ANSWER, CHANGE, correction, JOB_POST } from '../../prompts/discord.ts';
import type { Choice, Outbound } from '../adapter.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Ask = Extract<Outbound, { kind: 'ask' }>;

/** What a form is for: any answer, a job post, or a line of the brief as it should be. */
const FORMS = ['answer', 'post', 'change'] as const;
type Form = (typeof FORMS)[number];

/** What a control stands for. `owner` is the only one who may use it; null where nobody else can. */
type Control =
  | { readonly kind: 'choice'; readonly choice: string; readonly mark: string | null; readonly owner: string | null }
  | { readonly kind: 'form'; readonly form: Form; readonly owner: string | null }
  | { readonly kind: 'filled'; readonly form: Form; readonly owner: string | null };

/** Discord's limits: units of an id, of a label and of an option, controls in a row, options in a list, units of a form. */
const ID_AT_MOST = 100;
const LABEL_AT_MOST = 80;
const OPTION_AT_MOST = 100;
const ROW_AT_MOST = 5;
const OPTIONS_AT_MOST = 25;
const FIELD_AT_MOST = 4_000;

/** The text field of every form. */
export const FIELD = 'text';

const KINDS = ['choice', 'form', 'filled'] as const;
const IdSchema = z.tuple([z.enum(KINDS), z.string(), z.string(), z.string()]);

function idOf(control: Control): string {
  const [what, mark] = control.kind === 'choice' ? [control.choice, control.mark ?? ''] : [control.form, ''];
  const parts = (kept: string) => [control.kind, what, kept, control.owner ?? ''].map(encodeURIComponent).join(':');
  const id = parts(mark);
  // A question without its mark can still be answered; an id that is too long would not be sent at all.
  return id.length <= ID_AT_MOST ? id : parts('');
}

/** What an id that came back stands for; null where it is none of ours. */
export function controlOf(id: string): Control | null {
  const parsed = IdSchema.safeParse(id.split(':').map(decoded));
  if (!parsed.success) return null;
  const [kind, what, mark, whose] = parsed.data;
  const owner = whose === '' ? null : whose;
  if (kind === 'choice') return { kind, choice: what, mark: mark === '' ? null : mark, owner };
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

/** The rows below a question. In a thread there is a button to answer by, as what is typed there cannot be read. */
export function rowsOf({ topic, choices, mark, lines }: Ask, owner: string | null): Row[] {
  const forms: Form[] = [];
  if (owner !== null) forms.push('answer');
  if (topic === 'role' || topic === 'company') forms.push('post');
  const buttons = [
    ...choices.map((choice) => choiceButton(choice, mark ?? null, owner)),
    ...forms.map((form) => formButton(form, owner)),
  ];
  const rows: Row[] = [];
  for (let at = 0; at < buttons.length; at += ROW_AT_MOST)
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + ROW_AT_MOST) });
  if (topic === 'review') rows.unshift(factsRow(lines ?? [], owner));
  return rows;
}

function choiceButton(
  { id, label }: Choice,
  mark: string | null,
  owner: string | null,
): APIComponentInMessageActionRow {
  return {
    type: ComponentType.Button,
    style: id === 'write' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: shortened(label, LABEL_AT_MOST),
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

/** The lines of the brief to pick one from, and one option for all that is none of them. */
function factsRow(lines: readonly string[], owner: string | null): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: idOf({ kind: 'form', form: 'change', owner }),
        placeholder: CHANGE.select,
        options: [
          ...[...new Set(lines)].slice(0, OPTIONS_AT_MOST - 1).map((line, at) => ({
            label: shortened(line, OPTION_AT_MOST),
            value: String(at),
          })),
          { label: CHANGE.other, value: 'other' },
        ],
      },
    ],
  };
}

/** The form that a control opens. `line` is what it begins with: the line of the brief that is to be changed. */
export function formOf(form: Form, owner: string | null, line: string | null): APIModalInteractionResponseCallbackData {
  const words = { answer: ANSWER, post: JOB_POST, change: CHANGE }[form];
  // A line that was cut short is nothing to go on from.
  const whole = line !== null && !line.includes('…') ? line : null;
  return {
    title: words.title,
    custom_id: idOf({ kind: 'filled', form: whole === null && form === 'change' ? 'answer' : form, owner }),
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
          ...(whole !== null && { value: whole }),
        },
      },
    ],
  };
}

/** What somebody says who sends a form. */
export function saidBy(form: Form, text: string): string {
  return form === 'change' ? correction(text) : text;
}

/** The same rows with nothing left to press; the one that was pressed stands out. */
export function used(rows: readonly Row[], pressed: string): Row[] {
  return rows.map((row) => ({
    ...row,
    components: row.components.map((control) => {
      if (control.type !== ComponentType.Button) return { ...control, disabled: true };
      const isPressed = 'custom_id' in control && control.custom_id === pressed;
      return isPressed ? { ...control, style: ButtonStyle.Success, disabled: true } : { ...control, disabled: true };
    }),
  }));
}

function shortened(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
