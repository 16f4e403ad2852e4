/** The labels of buttons. */
import type { Option, Question } from '../machine/question.ts';

const LABELS: Readonly<Record<string, string>> = {
  skip: 'Skip',
  said: 'Already said',
  back: 'Back',
  fix: 'Fix something',
  keep: 'Keep it',
  answer: "It's my answer",
  none: 'None of these',
  yes: 'Good',
  no: 'No',
  swap: 'The other way round',
  change: 'Change',
  'leave-out': 'Leave it out',
  'keep-out': 'Keep a word out',
  'own-words': 'Use my own words',
  'only-last': 'Only the last one',
  describe: 'Describe it instead',
  'all-mine': 'All of it was mine',
  'hiring-team': 'Hiring team',
  availability: 'Availability',
  p50: 'p50 (median)',
  average: 'Average',
  write: 'Write it',
  rewrite: 'Rewrite',
  cut: 'Cut',
  move: 'Move',
  add: 'Add',
  greeting: 'Greeting',
  'sign-off': 'Sign-off',
  hide: 'Keep out',
  undo: 'Undo',
  edit: 'Edit',
  why: 'Why each sentence',
  practice: 'Interview me',
  stop: 'Stop',
  stories: 'Another story',
  'new-story': 'Tell another one',
  another: 'Another company',
  opening: 'Another opening',
  shorter: 'Shorter',
  note: 'Short note',
  pdf: 'PDF',
  docx: 'Word',
  email: 'As an e-mail',
  tomorrow: 'Tomorrow',
  'three-days': 'In three days',
  week: 'In a week',
};

/** Where a button says something else: at one kind of question, at one question, or at the first one for a topic. */
const AT_QUESTION: Readonly<Record<string, string>> = {
  'aside no': "I'll say it again",
  'confirm yes': 'Yes, it is',
  'confirm no': 'No, change it',
  'which none': 'Nothing',
  'revision skip': 'Leave it out',
  'sentence none': 'Never mind',
  'wording none': 'Never mind',
  'place none': 'Never mind',
  'company skip': 'Nothing comes to mind',
  'reliability skip': 'Nothing was counted',
  'latency skip': 'Nobody measured it',
  'throughput skip': 'Nobody measured it',
  'reliability.before skip': 'Only now is known',
  'latency.before skip': 'Only now is known',
  'throughput.before skip': 'Only now is known',
  'latency.percentile skip': 'Not known',
  'reliability.more skip': 'Good, go on',
  'latency.more skip': 'Good, go on',
  'throughput.more skip': 'Good, go on',
  'confidential.value no': 'Nothing',
  'confidential.say skip': 'Leave the sentence out',
  'confidential.say none': "Don't hide it",
  'job-post yes': 'The job post',
  'job-post no': 'My own words',
  'proposals none': 'Nothing more',
  'heard yes': "That's right",
  'heard no': 'Type it instead',
  'stories none': 'Never mind',
  'practiced yes': 'Put it in',
  'practiced no': 'Leave it out',
  'remind none': 'Never mind',
  'sure yes': 'Yes, do it',
  'sure no': 'No, keep it all',
};

/** In characters; a button shows no more. */
const LONGEST = 60;

/**
 * @param shown what the option stands for, where it stands for a value: a figure, a piece of an answer, a note
 */
export function labelOf(question: Question, { id }: Option, shown: string | null): string {
  if (shown !== null) return shortened(shown);
  if (question.kind === 'aside') {
    const isAll = question.asides.length >= question.value.sentences;
    if (id === 'leave-out') return isAll ? 'No, leave it out' : 'Leave it out';
    if (id === 'yes') return isAll ? 'Yes, keep it' : 'Keep everything';
  }
  const kind = question.kind === 'slot' && question.isRevision ? 'revision' : question.kind;
  const place = question.kind === 'open' ? question.topic : question.slot.replace(/\.(?:now|choice)$/, '');
  return AT_QUESTION[`${kind} ${id}`] ?? AT_QUESTION[`${place} ${id}`] ?? LABELS[id] ?? id;
}

function shortened(text: string): string {
  const line = text.replaceAll('\n', ' ').trim();
  if (line.length <= LONGEST) return line;
  const space = line.lastIndexOf(' ', LONGEST - 2);
  return `${line.slice(0, space > LONGEST / 2 ? space : LONGEST - 2).toWellFormed()} …`;
}

/** What a noted value is called in lists. */
const NAMES: Readonly<Record<string, string>> = {
  'role.position': 'Position',
  'role.company': 'Company',
  'role.team': 'Team',
  'role.addressee': 'Addressee',
  'company.choice': 'Their choice',
  'company.view': 'Your view',
  'system.employer': 'Employer',
  'system.what': 'System',
  'system.before': 'Before it',
  'system.part': 'Your part',
  contract: 'Hard part',
  background: 'Earlier work',
  closing: 'Ending',
  'contact.name': 'Name',
  'contact.email': 'E-mail',
  'contact.location': 'City',
  reliability: 'Failures',
  latency: 'Latency',
  throughput: 'Load',
  now: 'now',
  before: 'before',
  percentile: 'percentile',
  measure: 'name',
  more: 'more',
  words: 'in words',
  sentence: 'write it myself',
};

function plainName(id: string): string {
  const words = id.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A topic without a name of its own has that of its id: "team-size" is "Team size". */
export function slotName(slot: string): string {
  const [topic = '', part = ''] = slot.split('+')[0]?.split('.') ?? [];
  const name = NAMES[`${topic}.${part}`] ?? NAMES[topic] ?? plainName(topic);
  return NAMES[part] && !NAMES[`${topic}.${part}`] ? `${name}, ${NAMES[part]}` : name;
}
