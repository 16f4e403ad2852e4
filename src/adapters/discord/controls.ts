/** Buttons, lists and forms below a question, and the ids that come back when they are used. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { ANSWER_FORM, JOB_POST_FORM, PICK } from '../../prompts/discord.ts';
import type { Ask, Choice } from '../contract.ts';
import { cutLabel } from '../split.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Forms by their id: for any answer, or for a job post. */
const FORMS = new Map(Object.entries({ answer: ANSWER_FORM, post: JOB_POST_FORM }));

/** What the id of a control says. */
interface Control {
  /** `form`: the button that opens a form, and the form when it is sent. */
  readonly kind: 'choice' | 'form';
  /** The only person who may use it; empty in a direct message. */
  readonly owner: string;
  /** `Ask.mark` of its question; empty for forms, and where the id would be too long. */
  readonly mark: string;
  /** Id of the choice or of the form; empty for a list of choices. */
  readonly value: string;
}

/** Limits of Discord. Lengths are in UTF-16 units. */
const ID_AT_MOST = 100;
const LABEL_AT_MOST = 80;
const OPTION_AT_MOST = 100;
const BUTTONS_IN_ROW = 5;
const OPTIONS_AT_MOST = 25;
const FORM_TEXT_AT_MOST = 4_000;
/** With more choices than these, a list takes their place, so that one row is left for the forms. */
const BUTTONS_AT_MOST = 20;

/** The id of the text field in a form. */
export const FORM_TEXT = 'text';

function idOf({ kind, owner, mark, value }: Control): string {
  const id = [kind, owner, mark, value].join(':');
  // A question can be answered without its mark, but Discord refuses the message for a longer id.
  return id.length <= ID_AT_MOST ? id : [kind, owner, '', value].join(':');
}

/** Reads the id of a control. @returns null for one that isn't ours */
export function controlOf(id: string): Control | null {
  // Ids of choices may contain colons.
  const [kind, owner = '', mark, ...rest] = id.split(':');
  const value = rest.join(':');
  if (mark === undefined || /\D/.test(owner)) return null;
  return kind === 'choice' || (kind === 'form' && FORMS.has(value)) ? { kind, owner, mark, value } : null;
}

/** The rows below a question. @param owner whose thread it is; null in a direct message */
export function rowsOf({ slot, choices, mark }: Ask, owner: string | null): Row[] {
  const control = { owner: owner ?? '', mark };
  // In a thread the bot can't read what is typed.
  const forms = [...(owner === null ? [] : ['answer']), ...(slot === 'job-post' ? ['post'] : [])];
  // Discord refuses a message with the same id twice.
  const offered = [...new Map(choices.map((choice) => [choice.id, choice])).values()].slice(0, OPTIONS_AT_MOST);
  const listed = listedOf(offered, BUTTONS_AT_MOST - forms.length);
  const buttons = [
    ...offered
      .filter((choice) => !listed.includes(choice))
      .map(({ id, label }) => button(label, id === 'write', { ...control, kind: 'choice', value: id })),
    ...forms.map((form) =>
      button(FORMS.get(form)?.button ?? '', form === 'answer', { ...control, kind: 'form', mark: '', value: form }),
    ),
  ];
  const rows: Row[] = [];
  if (listed.length > 0) {
    const options = listed.map(({ id, label }) => ({ label: cutLabel(label, OPTION_AT_MOST), value: id }));
    const custom_id = idOf({ ...control, kind: 'choice', value: '' });
    rows.push(rowWith([{ type: ComponentType.StringSelect, custom_id, placeholder: PICK, options }]));
  }
  for (let at = 0; at < buttons.length; at += BUTTONS_IN_ROW)
    rows.push(rowWith(buttons.slice(at, at + BUTTONS_IN_ROW)));
  return rows;
}

/** Choices for a list: too many for buttons, or too long. Those with a value are listed together; "Skip" is a button. */
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

/** The form that a button opens. */
export function formOf({ owner, value }: Control): APIModalInteractionResponseCallbackData {
  const { title, label } = FORMS.get(value) ?? ANSWER_FORM;
  const field = {
    type: ComponentType.TextInput,
    custom_id: FORM_TEXT,
    style: TextInputStyle.Paragraph,
    required: true,
    max_length: FORM_TEXT_AT_MOST,
  } as const;
  return {
    title,
    custom_id: idOf({ kind: 'form', owner, mark: '', value }),
    components: [{ type: ComponentType.Label, label, component: field }],
  };
}

/** The same rows, disabled, with the pressed button or the picked option highlighted. */
export function disabledRows(rows: readonly Row[], pressed: string, picked: string | undefined): Row[] {
  return rows.map((row) => ({
    ...row,
    components: row.components.map((control) => {
      if (control.type === ComponentType.StringSelect) {
        const options = control.options.map((option) => ({ ...option, default: option.value === picked }));
        return { ...control, options, disabled: true };
      }
      if (control.type === ComponentType.Button && 'custom_id' in control && control.custom_id === pressed)
        return { ...control, style: ButtonStyle.Success, disabled: true };
      return { ...control, disabled: true };
    }),
  }));
}
