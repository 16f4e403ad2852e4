/** Names whose form in the letter is not certain: each is asked about once, as soon as it is noted. */
import { describe, expect, test } from 'vitest';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';
import { modelConversation } from './model-conversation.ts';

const labels = (talk: ReturnType<typeof conversation>) => talk.ask().choices.map(({ label }) => label);

test('the name of the candidate is offered with capitals', async () => {
  const talk = await interviewAt('contact.name+contact.email+contact.location');
  await talk.say('jo van der lind, jo@example.com, Malmö');
  expect(labels(talk).slice(0, 2)).toEqual(['Jo van der Lind', 'jo van der lind']);
});

test('a phrase for the bot behind the city is no part of it', async () => {
  const talk = await interviewAt('contact.name+contact.email+contact.location');
  await talk.say('Jo Lind, jo@example.com, Malmö, already said');
  await talk.answer(ANSWERS);
  await talk.choose('write');
  expect(talk.letter()).toMatch(/^Jo Lind · jo@example\.com · Malmö\n/);
});

test('a name that declines in another language is asked about', async () => {
  const talk = await interviewAt('role.team');
  await talk.say('Pula');
  expect(labels(talk)[0]).toBe('Pula');
  await talk.say('Skip');
  expect(talk.ask().slot).not.toBe('role.team');
});

describe('the company', () => {
  async function applied(role: string) {
    const talk = await interviewAt('role.position+role.company');
    await talk.say(role);
    return talk;
  }

  test.each(['Next', 'Cool', 'Nice'])('may have the name of a phrase: %s', async (name) => {
    const talk = await applied('Backend Engineer');
    await talk.choose('kept:1');
    await talk.say(name);
    expect(talk.ask().text).toContain('Is that the name?');
    expect(labels(talk)[0]).toBe(name);
    await talk.say(name);
    expect((await talk.context()).sheet.values['role.company']?.text).toBe(name);
  });

  test('that is spelled in two ways is asked for', async () => {
    const talk = await applied('Backend Engineer at Tavolo Air, piping team. ugh autocorrect, its Tavola');
    expect(talk.ask().slot).toBe('role.position');
    await talk.choose('kept:1');
    expect(talk.ask().slot).toBe('role.company');
    expect(labels(talk)[0]).toBe('Tavolo Air');
  });

  test('is offered with capitals if all of it is in lower case', async () => {
    const talk = await applied('Backend Engineer at kelpo air systems');
    expect(labels(talk).slice(0, 2)).toEqual(['Kelpo Air Systems', 'kelpo air systems']);
    await talk.choose('kept:1');
    expect(talk.ask().text).toContain('Kelpo Air Systems');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    const written = talk.heard.findLast((message) => message.kind === 'letter');
    const company = written?.brief.facts.find(({ slot }) => slot === 'role.company');
    expect(company).toMatchObject({ quote: 'kelpo air systems', value: 'Kelpo Air Systems' });
  });

  test('is asked for again if the reply names none of its forms', async () => {
    const talk = await applied('Backend Engineer at kelpo air systems');
    await talk.say('first one, capital letters');
    expect(labels(talk).slice(0, 3)).toEqual(['Kelpo Air Systems', 'first one, capital letters', 'Keep it']);
    await talk.choose('kept:1');
    expect((await talk.context()).sheet.values['role.company']?.text).toBe('Kelpo Air Systems');
  });

  test.each(['npm', 'iRobot', 'a bank in Porto', 'a bank'])('is taken as it is: %s', async (company) => {
    expect((await applied(`Backend Engineer at ${company}`)).ask().text).not.toContain('write the name');
  });

  test('may be an acronym, or be typed in its own form', async () => {
    const talk = await applied('Backend Engineer at ibm');
    expect(labels(talk).slice(0, 3)).toEqual(['IBM', 'Ibm', 'ibm']);
    const other = await applied('Backend Engineer at acme gmbh');
    await other.say('Acme GmbH');
    expect(other.ask().text).toContain('Acme GmbH');
  });

  test('where they work is offered in the same way', async () => {
    const talk = await interviewAt('system.employer');
    await talk.say('quartolivre');
    expect(labels(talk).slice(0, 2)).toEqual(['Quartolivre', 'quartolivre']);
  });
});

describe('the position', () => {
  async function applied(position: string, language = 'en') {
    const talk = conversation();
    await talk.command('language', language);
    await talk.choose('skip');
    await talk.say(`${position} ${language === 'en' ? 'at' : language === 'de' ? 'bei' : 'chez'} Kelpo`);
    return talk;
  }

  test.each([
    ['sr backend engineer', ['Senior Backend Engineer', 'senior backend engineer', 'sr backend engineer']],
    ['Sr Backend Dev', ['Senior Backend Developer', 'Sr Backend Dev']],
    [
      'head of php platform eng',
      ['Head of PHP Platform Engineer', 'head of PHP platform engineer', 'head of php platform eng'],
    ],
    ['jr sre', ['Junior SRE', 'junior sre', 'jr sre']],
    ['eng mgr', ['Engineering Manager', 'engineering manager', 'eng mgr']],
    ['full-stack developer', ['Full-Stack Developer', 'full-stack developer']],
  ])('is offered written out and with capitals: %s', async (position, forms) => {
    const talk = await applied(position);
    expect(talk.ask().text).toBe('How should the letter write the job title? Tap it, or type it.');
    expect(labels(talk).slice(0, forms.length)).toEqual(forms);
  });

  test('stands in the letter as it was chosen, and the company is asked about next', async () => {
    const talk = await interviewAt('role.position+role.company');
    await talk.say('sr backend engineer, kelpo air in turku');
    await talk.choose('kept:1');
    expect(labels(talk).slice(0, 3)).toEqual(['Kelpo Air', 'Kelpo Air in Turku', 'kelpo air in turku']);
    await talk.choose('kept:1');
    expect(talk.ask().slot).toBe('company.choice');
    await talk.answer(ANSWERS);
    expect(talk.ask().text).toContain('Application: Senior Backend Engineer, Kelpo Air\n');
  });

  test.each([
    ['en', 'Senior Backend Engineer'],
    ['en', 'Senior backend engineer'],
    ['fr', 'développeur backend'],
    ['de', 'Backend-Entwickler'],
  ])('is taken as it is: in %s, %s', async (language, position) => {
    expect((await applied(position, language)).ask().slot).toBe('company.choice');
  });
});

describe('who reads the letter', () => {
  async function addressed(addressee: string) {
    const talk = await interviewAt('role.addressee');
    await talk.say(addressee);
    return talk;
  }
  const greeting = (talk: ReturnType<typeof conversation>) => talk.letter().split('\n\n')[2];

  test.each([
    ['kept:1', 'Dear Ms Rada,'],
    ['keep', 'Dear Ms Quispe Rada,'],
    ['skip', 'Dear Ms Quispe Rada,'],
  ])('may have two surnames: %s gives "%s"', async (choice, greets) => {
    const talk = await addressed('Ms Quispe Rada');
    expect(talk.ask().text).toContain('How should the letter greet them?');
    expect(labels(talk).slice(0, 2)).toEqual(['Ms Rada', 'Ms Quispe Rada']);
    await (choice === 'skip' ? talk.say('skip') : talk.choose(choice));
    expect(talk.ask().question).toBe('confidential');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(greeting(talk)).toBe(greets);
    expect(talk.faults).toEqual([]);
  });

  test('is offered with capitals if all of it is in lower case', async () => {
    const talk = await addressed('ms weber');
    expect(talk.ask().text).toContain('How should the letter write the name?');
    expect(labels(talk).slice(0, 2)).toEqual(['Ms Weber', 'ms weber']);
    await talk.choose('kept:1');
    await talk.answer(ANSWERS);
    await talk.choose('write');
    expect(greeting(talk)).toBe('Dear Ms Weber,');
  });

  test('may have no capitals as a group', async () => {
    expect((await addressed('hiring team')).ask().question).toBe('confidential');
  });

  test('may be typed anew, and is then taken as it is', async () => {
    const talk = await addressed('Ms Quispe Rada');
    await talk.say('Ms Lucía Quispe');
    expect(talk.ask().question).toBe('confidential');
  });

  test.each(['tap', 'Ms Pilar Echenagusia', 'Ms Echenagusia'])(
    'is not asked about again once chosen: %s',
    async (how) => {
      const talk = await addressed('Ms Pilar Echenagusia');
      await (how === 'tap' ? talk.choose('keep') : talk.say(how));
      await talk.answer(ANSWERS);
      await talk.command('fix');
      await talk.choose('note:1');
      await talk.say('Staff Engineer at Harbour Grid');
      expect(talk.ask().question).toBe('review');
      await talk.command('undo');
      expect(talk.ask().question).toBe('review');
      await talk.command('fix');
      await talk.choose(talk.ask().choices.find(({ slot }) => slot === 'role.addressee')?.id ?? '');
      await talk.say('Ines Kaltenbach');
      await talk.command('undo');
      expect(talk.ask().question).toBe('review');
    },
  );

  test.each(['Ms Kaltenbach', 'Ines Kaltenbach', 'Hiring team', 'Mr de la Fuente'])('%s is certain', async (name) => {
    expect((await addressed(name)).ask().question).toBe('confidential');
  });
});

describe('a position for both genders', () => {
  async function applied(position: string) {
    const talk = conversation();
    await talk.command('language', 'de');
    await talk.say('überspringen', `${position} bei Hafenstrom AG`);
    return talk;
  }

  test('is asked about, and stands in the letter as it was chosen', async () => {
    const talk = await applied('Backend-Entwickler/in (m/w/d)');
    expect(talk.ask().text).toContain('Wie soll die Stelle im Brief heißen?');
    expect(labels(talk).slice(0, 2)).toEqual(['Backend-Entwickler (m/w/d)', 'Backend-Entwicklerin (m/w/d)']);
    await talk.choose('kept:2');
    expect(talk.ask().slot).toBe('company.choice');
    await talk.command('brief');
    expect(talk.heard.map((message) => ('text' in message ? message.text : '')).join()).toContain(
      'Entwicklerin (m/w/d)',
    );
  });

  test('of one form is certain', async () => {
    expect((await applied('Backend-Entwicklerin')).ask().slot).toBe('company.choice');
  });
});

test('with a model that writes, the surname is not asked about', async () => {
  const role = {
    names: [
      { slot: 'role.position' as const, quote: 'Staff Engineer', name: null },
      { slot: 'role.company' as const, quote: 'Lumenade', name: null },
      { slot: 'role.addressee' as const, quote: 'Ms Quispe Rada', name: null },
    ],
  };
  await using talk = await modelConversation({ Lumenade: role });
  await talk.command('start');
  await talk.say('Staff Engineer at Lumenade, to Ms Quispe Rada, who leads it');
  expect(talk.asks()).toBe('open system');
  await talk.command('brief');
  expect(talk.said()).toContain('Ms Quispe Rada');
});

test.each(['idk, dont know the team', 'I do not know it yet, sorry for that'])(
  'what says that there is none is not offered as a name: %s',
  async (text) => {
    const talk = await interviewAt('role.team');
    await talk.say(text);
    expect(labels(talk).join()).toMatch(/Skip|leave it out/);
    expect(labels(talk).join()).not.toContain('know');
  },
);

test('a team that is not known is no name, after one question', async () => {
  const talk = await interviewAt('role.team');
  await talk.say('dont know the team');
  expect(talk.ask().question).toBe('confirm');
  await talk.choose('leave-out');
  expect((await talk.context()).sheet.values['role.team']).toBeUndefined();
});
