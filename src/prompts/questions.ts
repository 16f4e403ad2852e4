/** The words of every question: short, one question a message, with an example where it helps. */
import type { Problem } from '../machine/pending.ts';
import type { Question } from '../machine/question.ts';
import { sentencesIn } from '../text/sentences.ts';
import { REMIND_QUESTION } from './coming-back.ts';
import { practicedText, practiceQuestion, practiceText } from './practice.ts';
import { heardText } from './recordings.ts';
import { storiesText } from './stories.ts';

/** What a question shows of the interview; confidential parts are already replaced. */
export interface View {
  readonly company: string | null;
  readonly employer: string | null;
  /** The figure that is asked about, as the sentence that it makes. */
  readonly figure: string | null;
  /** The value that is to be said anew. */
  readonly current: string | null;
  /** Numbered sentences of the paragraph or of the letter. */
  readonly lines: readonly string[];
  /** What a practice question is about; null where nothing of it may be said. */
  readonly subject: string | null;
  /** A model writes: before it has, `lines` are what it writes from; after that its letter can be changed by talking. */
  readonly writer: 'none' | 'before' | 'after';
  readonly greeting: string;
  readonly signOff: string;
}

const company = ({ company }: View) => company ?? 'the company';
const at = ({ employer }: View) => (employer ? `At ${employer} I …` : 'I …');

/** The first question for a slot, or for several that are answered together. */
const SLOT_QUESTIONS: Readonly<Record<string, (view: View) => string>> = {
  'job-post': () => 'Do you have the job post? Paste it here, or skip.',
  'role.position+role.company': () =>
    'Which position, at which company? For example: Senior Backend Engineer at Harbour Grid',
  'role.position': () => 'Which position is it? For example: Senior Backend Engineer',
  'role.company': () => 'Which company is the letter for?',
  'role.team': () => 'Which team is it? For example: Metering',
  'role.addressee': () => 'Who will read the letter? For example: Ines Kaltenbach',
  'company.choice': (view) =>
    `Name one engineering choice of ${company(view)} that you like, and where you saw it. Write it to them, as it should stand in the letter: "On your blog you explain that …"`,
  'company.view': (view) =>
    view.company === null
      ? 'What made you look at them?'
      : `What do you think of it, from your own experience? If nothing came to mind, say what made you look at ${view.company}.`,
  'system.employer': () =>
    'Now the one system that the letter is about. Where did you build it? Just the name of the employer or the project.',
  'system.what': (view) =>
    `${view.employer === null ? '' : `(The letter names ${view.employer}, unless you describe it instead.) `}What did you build, and what does it do? Complete the sentence as it should stand in the letter: "${at(view)}" For example: "rebuilt the meter pipeline in Go. It takes readings from 2 million homes."`,
  'system.before': () => 'What did it replace? Complete the sentence: "Before that, …"',
  'system.part': () =>
    'Which part was yours, and who did the rest? For example: "I designed the protocol; two colleagues built the dashboards."',
  'reliability.now': () =>
    'Now the numbers. When something went wrong there, what was counted, and how much is it now? For example: "lost readings: 0.05%" or "99.99% availability"',
  'reliability.before': () => 'And what was it before? For example: 1.2%',
  'reliability.measure': () => 'What is that the share or the number of? Name it, for example: lost readings',
  'reliability.words': () => 'Without numbers, then: what got better? One sentence as it should stand in the letter.',
  'reliability.more': () => 'Any other number about failures?',
  'latency.now': () =>
    'What takes time there, and how long does it take now? Add the percentile if you know it. For example: "from meter to bill, p99 4 seconds"',
  'latency.before': () => 'And how long did it take before? For example: 6 minutes',
  'latency.percentile': () => 'At which percentile was that measured?',
  'latency.measure': () =>
    'What is it that takes this long? Name it, for example: a search, from meter to bill, checkout',
  'latency.more': () => 'Any other number about time?',
  'throughput.now': () => 'What load does it handle now? For example: 9,500 readings per second',
  'throughput.before': () => 'And how much did it handle before? For example: 400 per second',
  'throughput.measure': () => 'What is counted there? Name it, for example: readings',
  'throughput.more': () => 'Any other number about its size or load?',
  'contract.constraint+contract.decision+contract.result': () =>
    'Now the hard part, in up to six sentences: what could not change (an API, old clients, a law), what you decided, and what came of it. What was it?',
  'contract.constraint': () => 'What could not change there: an API, old clients, a law?',
  'contract.decision': () => 'What did you decide because of that?',
  'contract.result': () => 'And what came of it?',
  background: () => 'Is there anything from earlier jobs worth one or two sentences?',
  closing: (view) =>
    `How should the letter end? Offer something to look at ("I can show you …"), or ask ${company(view)} something.`,
  'contact.name+contact.email+contact.location': () =>
    'How do you sign? Name, e-mail and city, for example: Jo Lind, jo@example.com, Malmö',
  'contact.name': () => 'What is your name, as you sign?',
  'contact.email': () => 'Which e-mail address should be there?',
  'contact.location': () => 'Which city should be there?',
};

/** What is wrong with an answer; the question follows. */
const PROBLEMS: Readonly<Record<Problem, string>> = {
  'no-number': "I couldn't find a number with a unit in that. If there is none, tap the button or type skip.",
  'bare-number': "That number has no unit, so I can't tell what it counts.",
  'share-is-no-load': 'That is a share. A load is a count per time.',
  'count-is-no-rate': 'That is a count without a time. A load needs both: how many, per second, minute or day.',
  'no-duration': 'That is no duration. I need a time, such as 80 ms or 4 seconds.',
  'no-measure': "I couldn't read a percentile in that.",
  'other-kind': "That can't be compared with the other value.",
  short: 'That is short.',
  'not-a-name': "I'm not sure which part of that I should take. Just that part, please.",
  'no-numbers-here': 'Sentences have numbers in the review only.',
  'too-long': 'That is longer than a whole letter. Please send the part that matters, in a few sentences.',
};

/** One question for a topic, where a model reads. */
const OPEN_QUESTIONS: Readonly<Record<string, (view: View) => string>> = {
  role: () =>
    'Which job is the letter for? Position and company, and the team and the reader if you know them. You can also paste the job post.',
  system: () =>
    'Now the one system to write about: what does it do, what did it replace, and which part was yours? For example: "At Tavolo I rebuilt the meter pipeline in Go; two colleagues built the dashboards."',
  throughput: () =>
    'How much load does it handle, and how much was it before? For example: 400 → 9,500 readings per second',
  latency: () =>
    'How fast is it now, and how fast was it before? For example: from meter to bill, p99 6 minutes → 4 seconds',
  reliability: () =>
    'What about failures: what was counted, before and now? For example: lost readings 1.2% → 0.05%. Words are fine if nobody counted.',
  contract: () =>
    'Now the hard part. What could you not change (an API, old clients, a law), what did you decide, and what came of it?',
  company: (view) =>
    `Which engineering choice of ${company(view)} do you like, where did you see it, and what do you think of it?`,
  closing: (view) =>
    `How should the letter end? Offer something to look at, or ask ${company(view)} something. For example: "I can bring the protocol spec."`,
  contact: () => 'How do you sign? Name, e-mail and city, for example: Jo Lind, jo@example.com, Malmö',
};

export function questionText(question: Question, view: View): string {
  switch (question.kind) {
    case 'open':
      return OPEN_QUESTIONS[question.topic]?.(view) ?? 'What would you like to say about that?';
    case 'slot':
      return slotText(question, view);
    case 'order':
      return 'I see more than one number. Which of these is right?';
    case 'aside':
      return asideText(question);
    case 'conflict':
      return 'That differs from what I noted before. Which one holds?';
    case 'confirm':
      return confirmText(question, view);
    case 'which':
      return question.text === null
        ? 'What should I change?'
        : 'Does that change something I noted? Tap what it changes, or one of the last two.';
    case 'sentence':
      return SENTENCE_QUESTIONS[question.action];
    case 'wording':
      return WORDING_QUESTIONS[question.action];
    case 'proposals':
      return `I found this in it. Tap what is right; I take nothing else from it without asking.\n\n${question.lines.map((line) => `- ${line}`).join('\n')}`;
    case 'heard':
      return heardText(view.current ?? '');
    case 'sure':
      return SURE_QUESTIONS[question.of];
    case 'remind':
      return REMIND_QUESTION;
    case 'stories':
      return storiesText(view.lines, question.fit);
    case 'practice':
      return practiceText(practiceQuestion(question.item, view.subject), question.at, question.of);
    case 'practiced':
      return practicedText(view.writer !== 'none');
    case 'place':
      return 'To which place? Type its number.';
    case 'job-post':
      return 'Is this the job post, or are these your own words?';
    case 'confidential':
      return question.asks === 'value'
        ? 'Is there anything in the letter that must not be there, such as a name or an exact number? Tap it, or type it as it stands in the letter.'
        : `${view.current === null ? '' : `In the letter: "${view.current}"\n\n`}What should the letter say instead? For example: "a payments company", "millions of users"`;
    case 'review':
      return reviewText(view);
    case 'letter':
      return view.writer === 'after'
        ? 'Your letter is ready. Tell me what to change ("shorter", "drop the last sentence", "Hi Sam instead"), or tap a button.'
        : 'Your letter is ready. Have someone proofread it before you send it. What would you like to do?';
  }
}

function slotText({ slot, problem, isRevision, words }: Extract<Question, { kind: 'slot' }>, view: View): string {
  const ask = words ?? SLOT_QUESTIONS[slot]?.(view) ?? 'What should it say?';
  if (isRevision) return `${view.current === null ? '' : `So far: ${view.current}\n\n`}${revised(slot, ask)}`;
  if (problem !== null) return `${PROBLEMS[problem]} ${ask}`;
  // Where several figures were told at once, it has to be said which one is meant.
  if (view.writer !== 'none' && view.figure !== null && words === undefined) return `About "${view.figure}" ${ask}`;
  if (view.lines.length === 0) return ask;
  return view.lines.length === 1
    ? `In the letter: "${view.lines[0]}"\n\n${ask}`
    : `In the letter:\n\n${numbered(view.lines)}\n\n(To change a sentence, type "2: new sentence" or "cut 2".)\n\n${ask}`;
}

/** Without the lead that only fits the first time. */
function revised(slot: string, ask: string): string {
  if (slot.endsWith('.sentence')) return 'Write the sentence as it should stand in the letter.';
  if (slot.endsWith('.more')) return 'What should it say? Write it as a sentence.';
  return ask.replace('Now the numbers. ', '').replace('And ', '');
}

/** Why a figure is read back. */
const DOUBTS = {
  worse: 'That reads as if it got worse. Is it right?',
  percentiles: "A lower percentile can't take longer than a higher one. Is it right?",
  kinds: 'The two values have different units. Is it right?',
} as const;

function confirmText({ about }: Extract<Question, { kind: 'confirm' }>, { figure }: View): string {
  const quoted = `"${figure ?? ''}"`;
  return about === 'unsure' ? `Do I have this right: ${quoted}?` : `In the letter: ${quoted} ${DOUBTS[about]}`;
}

/** Which sentences may not be meant for the letter. */
function asideText({ value, asides }: Extract<Question, { kind: 'aside' }>): string {
  const all = sentencesIn(value.text);
  const shown = asides.map((number) => `"${all[number - 1] ?? ''}"`).join('\n');
  return asides.length >= value.sentences
    ? `I'm not sure that this is meant for the letter:\n\n${shown}\n\nShould it stand there?`
    : `I'm not sure that all of that is meant for the letter:\n\n${shown}\n\nShould I leave that out?`;
}

const SURE_QUESTIONS = {
  forget: 'Delete everything: your answers, your letters and their files? That cannot be undone.',
  restart: 'Start over? What you told me so far is dropped; the letters that you have stay.',
} as const;

const SENTENCE_QUESTIONS: Readonly<Record<Extract<Question, { kind: 'sentence' }>['action'], string>> = {
  rewrite: 'Which sentence should be rewritten?',
  cut: 'Which sentence should go?',
  move: 'Which sentence should move?',
  add: 'After which sentence does it go?',
  hide: 'Which words must not appear? Type them as they stand in the letter.',
};

const WORDING_QUESTIONS: Readonly<Record<Extract<Question, { kind: 'wording' }>['action'], string>> = {
  rewrite: 'How should the sentence read?',
  add: 'What is the new sentence?',
  greeting: 'How should the letter greet? For example: Hi Sam,',
  'sign-off': 'How should it end? For example: Best regards,',
};

function reviewText({ lines, greeting, signOff, writer }: View): string {
  if (writer === 'before')
    return `This is what the letter will be made of, in your own words:\n\n${numbered(lines)}\n\nIs anything wrong or missing, or should anything stay out? Just tell me, or say write, and I'll write the letter.`;
  return `Here is the letter, with its sentences numbered:\n\n${greeting}\n\n${numbered(lines)}\n\n${signOff}\n\nType "4: new sentence" to rewrite, "cut 4", "move 4 to 2" or "add after 4: new sentence". Shall I write it like this?`;
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, at) => `${at + 1}. ${line}`).join('\n');
}
