/** A submitted form: each changed field is read as the answer to its slot, all in one turn. */
import { askBack, type Command, remark } from '../machine/commands.ts';
import { advance, type Interview } from '../machine/interview.ts';
import { topicOf } from '../machine/slots.ts';
import { visibleText } from '../text/attribution.ts';
import { hasWords } from '../text/phrases.ts';
import { type Action, commandsIn, saidAction } from './action.ts';
import { notedIn } from './ask.ts';

type Fields = Readonly<Record<string, string>>;

/** @param read reads a text as the answer to the pending question of the state */
export async function formAction(
  fields: Fields,
  state: Interview,
  read: (text: string, state: Interview) => Promise<Action>,
): Promise<Action> {
  const commands: Command[] = [];
  const { sheet } = state.context;
  for (const [slot, field] of Object.entries(fields)) {
    const { text } = visibleText(field);
    if (!hasWords(text) || text.trim() === notedIn(slot, sheet)) continue;
    const figure = sheet.figures.find(({ topic }) => topic === topicOf(slot))?.id ?? null;
    const asked = [...commands, askBack({ kind: 'revise', slot, figure })];
    commands.push(...commandsIn(await read(text, advance(state, { type: 'said', commands: asked }))));
  }
  return saidAction(commands.length > 0 ? [...commands, ...askForNumber(commands, fields, state)] : [remark('ok')]);
}

/** Asks for the number of a figure that got only its other fields. */
function askForNumber(commands: readonly Command[], fields: Fields, state: Interview): Command[] {
  const { pending, sheet } = advance(state, { type: 'said', commands }).context;
  const figure = sheet.figures.find(
    ({ topic, now, sentence }) => `${topic}.now` in fields && now === null && sentence === null,
  );
  const isAsking = pending.length > state.context.pending.length;
  return figure && !isAsking ? [askBack({ kind: 'revise', slot: `${figure.topic}.now`, figure: figure.id })] : [];
}
