/** The README's promises about a job post with a model: it decides what is asked first, and which system fits. */
import { expect } from 'vitest';
import { ContextSchema } from '../../src/machine/context.ts';
import { begin } from '../../src/machine/interview.ts';
import { type Saved, serialize } from '../../src/machine/saved.ts';
import { OPEN_STEPS } from '../../src/machine/slots.ts';
import { wordIn } from '../../src/prompts/catalogues.ts';
import { backlogEntry } from '../../src/reader/answer-backlog.ts';
import { textPage } from '../documents/files/pdf-bytes.ts';
import { type Asked, type Reply, says } from '../fakes/model.ts';
import { reading, text } from '../reader/reading.ts';
import { after } from './chat.ts';
import { type Item, press, say } from './features.ts';
import { toldTwo } from './told.ts';

const DECISION = 'We gave up Kafka for a table whose order can be read.';
const DEMAND = 'moved money between systems that must agree to the cent';
const POST = [
  'Staff Engineer, Payments',
  'Ferrox is hiring, and runs its own ledger.',
  DECISION,
  `You have ${DEMAND}.`,
  'You answer for 900 million postings a day.',
];

const READINGS: Readonly<Record<string, ReturnType<typeof reading>>> = {
  'I rebuilt the ledger': reading({
    texts: [text('system.what', 'I rebuilt the ledger in Go.'), text('system.part', 'I did it alone.')],
  }),
  'Staff Engineer at Ferrox': reading({
    names: [
      { slot: 'role.position', quote: 'Staff Engineer', name: null },
      { slot: 'role.company', quote: 'Ferrox', name: null },
    ],
  }),
};

/** What the model was given to write from. */
const material: string[] = [];

/** The script of the fake model. */
export function answers({ system, user }: Asked): Reply {
  if (user.includes('theirPost')) material.push(user);
  if (system.includes('Which of these does the post care about'))
    return says(JSON.stringify({ metrics: ['reliability', 'throughput'], demand: DEMAND, decisions: [DECISION] }));
  if (system.includes('Which one system shows best'))
    return says(JSON.stringify({ n: 1, post: DEMAND, story: 'moved the ledger' }));
  const found = Object.entries(READINGS).find(([part]) => user.includes(part));
  return says(JSON.stringify(found?.[1] ?? reading()));
}

/** The open questions between two topics. */
function questionsBetween(topic: string, next: string): string[] {
  const open = OPEN_STEPS.filter(({ asks }) => asks === 'open').map((step) => step.topic);
  const between = open.slice(open.indexOf(topic) + 1, open.indexOf(next));
  return between.map((each) => wordIn('questions', `open.${each}`, 'en') ?? wordIn('questions', each, 'en') ?? '');
}

async function toldTwoWithPost(): Promise<Saved> {
  const saved = await toldTwo();
  const context = ContextSchema.parse(saved.context);
  const weight = { metrics: ['reliability' as const], demand: DEMAND };
  const post = { ...backlogEntry(POST.join('\n'), 'm99', null, 'en', true), roles: {}, weight };
  return { ...saved, context: { ...context, sheet: { ...context.sheet, kept: [...context.sheet.kept, post] } } };
}

export const MODEL_ITEMS: readonly Item[] = [
  {
    name: 'the job post decides which numbers are asked first, and its decisions are offered',
    from: () => Promise.resolve(serialize(begin())),
    async run(person) {
      await after(person, say('/start'), 'Which job is the letter for?');
      await after(person, (one) => one.attach({ name: 'post.pdf', bytes: textPage(POST) }), 'Is this the job post');
      await after(
        person,
        press('The job post'),
        'I take only the role and the company from it',
        'Which job is the letter for?',
      );
      await after(person, say('Staff Engineer at Ferrox'), 'Now the one system to write about');
      await after(person, say('I rebuilt the ledger in Go. I did it alone.'), 'Now its numbers');
      await after(person, press('No number for failures'), 'How much load does it handle');
      await after(person, press('Nobody measured it'), 'How fast is it now');
      await after(person, press('Nobody measured it'), 'Now the hard part');
      for (const asked of questionsBetween('contract', 'company')) await after(person, press('Skip'), asked);
      await after(person, press('Skip'), 'Which engineering choice of Ferrox');
      await after(person, press(DECISION), 'What do you think of it');
      const brief = await after(person, say('/brief'), `In your job post you write: "${DECISION}"`);
      expect(brief).not.toContain('900 million');
    },
  },
  {
    name: 'with a model, what the job post asks for most is what the letter is written towards',
    from: toldTwoWithPost,
    async run(person) {
      material.length = 0;
      await after(person, say('/write'), 'Your letter is ready.');
      expect(material.length).toBeGreaterThan(0);
      for (const text of material) {
        expect(text).toContain(DEMAND);
        expect(text).not.toContain('900 million');
      }
    },
  },
  {
    name: '/stories says which system fits the job post, with quotes of both',
    from: toldTwoWithPost,
    async run(person) {
      const fit = `For this job I would take number 1: the post says "${DEMAND}", and there you say "moved the ledger".`;
      await after(person, say('/stories'), '1. Quillbank: moved the ledger', fit);
    },
  },
];
