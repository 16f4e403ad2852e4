/** The request bodies that Discord accepts, as strict as Discord. */
import { z } from 'zod';
import { emptyMessage, invalidForm, type Problem } from './problem.ts';

const TEXT_AT_MOST = 2_000;

const EmojiSchema = z.strictObject({ id: z.string().nullable().optional(), name: z.string().optional() });
const ButtonSchema = z.strictObject({
  type: z.literal(2),
  id: z.number().optional(),
  style: z.number().min(1).max(6),
  label: z.string().min(1).max(80).optional(),
  emoji: EmojiSchema.optional(),
  custom_id: z.string().min(1).max(100).optional(),
  url: z.string().max(512).optional(),
  disabled: z.boolean().optional(),
});
const SelectSchema = z.strictObject({
  type: z.literal(3),
  id: z.number().optional(),
  custom_id: z.string().min(1).max(100),
  placeholder: z.string().max(150).optional(),
  min_values: z.number().optional(),
  max_values: z.number().optional(),
  disabled: z.boolean().optional(),
  options: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(100),
        value: z.string().min(1).max(100),
        description: z.string().max(100).optional(),
        default: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(25),
});
const RowSchema = z.strictObject({
  type: z.literal(1),
  id: z.number().optional(),
  components: z.union([z.array(ButtonSchema).min(1).max(5), z.array(SelectSchema).length(1)]),
});
export type Row = z.infer<typeof RowSchema>;
const TextSchema = z.strictObject({
  type: z.literal(10),
  id: z.number().optional(),
  content: z.string().min(1).max(4_000),
});
/** A container with text, of Components V2. */
const ContainerSchema = z.strictObject({
  type: z.literal(17),
  id: z.number().optional(),
  accent_color: z.number().optional(),
  components: z.array(z.union([TextSchema, RowSchema])).min(1),
});
export type Component = Row | z.infer<typeof TextSchema> | z.infer<typeof ContainerSchema>;

const MentionsSchema = z.strictObject({
  parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
  users: z.array(z.string()).max(100).optional(),
  roles: z.array(z.string()).max(100).optional(),
  replied_user: z.boolean().optional(),
});

const MessageSchema = z.strictObject({
  content: z.string().nullish(),
  nonce: z.union([z.string().max(25), z.number()]).optional(),
  enforce_nonce: z.boolean().optional(),
  tts: z.boolean().optional(),
  embeds: z.array(z.unknown()).max(0).optional(),
  allowed_mentions: MentionsSchema.nullish(),
  components: z
    .array(z.union([RowSchema, TextSchema, ContainerSchema]))
    .max(40)
    .nullish(),
  attachments: z.array(z.unknown()).optional(),
  flags: z.number().nullish(),
});
export type MessageBody = z.infer<typeof MessageSchema>;

const FieldSchema = z.strictObject({
  type: z.literal(4),
  custom_id: z.string().min(1).max(100),
  style: z.union([z.literal(1), z.literal(2)]),
  required: z.boolean().optional(),
  max_length: z.number().max(4_000).optional(),
  value: z.string().max(4_000).optional(),
  placeholder: z.string().max(100).optional(),
});
const ModalSchema = z.strictObject({
  title: z.string().min(1).max(45),
  custom_id: z.string().min(1).max(100),
  components: z
    .array(z.strictObject({ type: z.literal(18), label: z.string().min(1).max(45), component: FieldSchema }))
    .min(1)
    .max(5),
});
export type Modal = z.infer<typeof ModalSchema>;

const SLASH_NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;
const SlashNameSchema = z
  .string()
  .regex(SLASH_NAME)
  .refine((name) => name === name.toLowerCase());
const DescriptionSchema = z.string().min(1).max(100);
const localized = <T extends z.ZodType>(schema: T) =>
  z.partialRecord(z.enum(['de', 'fr', 'es-ES', 'pt-BR', 'en-GB', 'it']), schema).nullish();
const OptionSchema = z.strictObject({
  /** Text or a file. */
  type: z.union([z.literal(3), z.literal(11)]),
  name: SlashNameSchema,
  description: DescriptionSchema,
  name_localizations: localized(SlashNameSchema),
  description_localizations: localized(DescriptionSchema),
  required: z.boolean().optional(),
  max_length: z.number().min(1).max(6_000).optional(),
});
const PLACES = {
  integration_types: z.array(z.union([z.literal(0), z.literal(1)])),
  contexts: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
};
const SlashSchema = z.strictObject({
  type: z.literal(1),
  name: SlashNameSchema,
  description: DescriptionSchema,
  name_localizations: localized(SlashNameSchema),
  description_localizations: localized(DescriptionSchema),
  options: z.array(OptionSchema).max(25).optional(),
  ...PLACES,
});
/** A message command: it has no description, and its name may have spaces. */
const MenuNameSchema = z.string().min(1).max(32);
const MenuSchema = z.strictObject({
  type: z.literal(3),
  name: MenuNameSchema,
  name_localizations: localized(MenuNameSchema),
  ...PLACES,
});
export const CommandSchema = z.discriminatedUnion('type', [SlashSchema, MenuSchema]);
export const CommandEditSchema = SlashSchema.partial();

/** @throws Problem in Discord's format */
export function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidForm(issue?.path.join('.') || 'body', 'BASE_TYPE_INVALID', issue?.message ?? 'invalid');
}

export function checkedMessage(body: unknown, files: number): MessageBody {
  const message = checked(MessageSchema, body);
  const isCard = ((message.flags ?? 0) & CARD) !== 0;
  const fault = faultIn(message, isCard);
  if (fault) throw fault;
  if (files === 0 && (message.content ?? '').trim() === '' && (message.components ?? []).length === 0)
    throw emptyMessage();
  return message;
}

/** An edit may leave out the content. @param isCard whether the message has text in components */
export function checkedEdit(body: unknown, isCard: boolean): MessageBody {
  const message = checked(MessageSchema, body);
  const fault = faultIn(message, isCard || ((message.flags ?? 0) & CARD) !== 0);
  if (fault) throw fault;
  return message;
}

export function checkedModal(body: unknown): Modal {
  return checked(ModalSchema, body);
}

/** The flag of Components V2. */
export const CARD = 1 << 15;
const CARD_TEXT_AT_MOST = 4_000;
const COMPONENTS_AT_MOST = 40;

/** The rows of controls, also those in containers. */
export function rowsIn(components: readonly Component[]): Row[] {
  return components.flatMap((each) => (each.type === 1 ? [each] : each.type === 17 ? rowsIn(each.components) : []));
}

/** The text of a card. */
export function textIn(components: readonly Component[]): string {
  const texts = (all: readonly Component[]): string[] =>
    all.flatMap((each) => (each.type === 10 ? [each.content] : each.type === 17 ? texts(each.components) : []));
  return texts(components).join('\n');
}

function faultIn(
  { content, components: all, allowed_mentions: allowed }: MessageBody,
  isCard: boolean,
): Problem | null {
  const components = rowsIn(all ?? []);
  const cannot = (what: string) => invalidForm(what, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', what);
  if (isCard && (content ?? '') !== '') return cannot('content');
  if (!isCard && (all ?? []).some(({ type }) => type !== 1))
    return invalidForm('components', 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
  if (!isCard && components.length > 5)
    return invalidForm('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  if (textIn(all ?? []).length > CARD_TEXT_AT_MOST)
    return invalidForm(
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'The total displayable text size exceeds 4000',
    );
  const count = components.length + components.flatMap((row): unknown[] => row.components).length;
  if (count + (all ?? []).length > COMPONENTS_AT_MOST)
    return invalidForm('components', 'BASE_TYPE_BAD_LENGTH', 'Too many components');
  if ((content ?? '').length > TEXT_AT_MOST)
    return invalidForm('content', 'BASE_TYPE_MAX_LENGTH', `Must be ${TEXT_AT_MOST} or fewer in length.`);
  const ids = components.flatMap((row) => row.components.map((each) => each.custom_id));
  const twice = ids.find((id, at) => id !== undefined && ids.indexOf(id) < at);
  if (twice !== undefined)
    return invalidForm('components', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  for (const control of components.flatMap((row): Row['components'][number][] => row.components)) {
    if (control.type !== 3) continue;
    if (new Set(control.options.map(({ value }) => value)).size < control.options.length)
      return invalidForm(
        'components',
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    if (control.options.filter((option) => option.default).length > (control.max_values ?? 1))
      return invalidForm('components', 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many default values');
  }
  if (allowed?.users && allowed.users.length > 0 && allowed.parse?.includes('users'))
    return invalidForm('allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', 'parse and users are exclusive');
  return null;
}
