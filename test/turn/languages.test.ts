/** The language of an interview: how it is detected and changed, and the language of a model's letter. */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/adapters/contract.ts';
import { EMPTY } from '../../src/machine/context.ts';
import { guidedReader } from '../../src/reader/guided.ts';
import { createInterviewer } from '../../src/turn/handle-event.ts';
import { MemoryStore } from '../fakes/memory-store.ts';
import { modelServer, type Reply, readerAndWriter, says } from '../fakes/model.ts';
import { author, draftOf, fixture, requestOf, sentencesOfFixture, verdicts } from '../letter/scripted-model.ts';
import { ANSWERS, conversation, interviewAt } from './conversation.ts';

const PLACE: Place = 'terminal:test';

describe('language name in a message', () => {
  it.each([
    ['Deutsch', 'Hast du die Stellenanzeige?'],
    ['German.', 'Hast du die Stellenanzeige?'],
    ['portugues', 'Você tem o anúncio da vaga?'],
    ['Français !', "As-tu l'offre d'emploi"],
    ['Deutsch bitte', 'Hast du die Stellenanzeige?'],
  ])('a language name alone changes the language: %s', async (text, question) => {
    for (const before of [[], ['hello']]) {
      const talk = conversation();
      await talk.say(...before, text);
      expect(talk.ask().text).toContain(question);
    }
  });

  it('a language name alone changes the language at the review, and below the letter', async () => {
    const talk = await interviewAt();
    await talk.say('Deutsch');
    expect(talk.ask()).toMatchObject({ question: 'review', language: 'de' });
    await talk.choose('write');
    await talk.say('English');
    expect(talk.said()).toContain('OK, English from here on.');
  });

  it('a language name can be the employer', async () => {
    const talk = await interviewAt('system.employer');
    await talk.say('Deutsch');
    expect(talk.ask()).toMatchObject({ slot: 'system.what', noted: [{ slot: 'system.employer', text: 'Deutsch' }] });
  });

  it.each([
    ['latency.now', 'French site p99 300 ms'],
    ['system.what', 'rebuilt the English and the German search'],
    ['system.what', 'rebuilt the English search'],
    ['system.what', 'rebuilt the search of a big shop in Go, first for the Spanish shop and then for all'],
  ])('ignores a language name in an answer: %s, %s', async (slot, text) => {
    const talk = await interviewAt(slot);
    await talk.say(text);
    expect(talk.ask().language).toBeUndefined();
  });
});

describe('arguments of a command', () => {
  it.each([
    ['de', 'löschen', 'vergleichen', 'sofort'],
    ['fr', 'supprimer', 'comparer', 'maintenant'],
    ['es', 'borrar', 'comparar', 'ya'],
    ['pt', 'apagar', 'comparar', 'já'],
    ['de', 'delete', 'compare', 'now'],
  ])('in %s, the commands accept: %s, %s, %s', async (language, remove, compare, now) => {
    const talk = await interviewAt('letter');
    await talk.choose('edit');
    await talk.say('cut 1');
    await talk.choose('write');
    await talk.command('language', language);
    const texts = async (rest: string) =>
      (await talk.command('letters', rest)).map((out) => (out.kind === 'say' ? out.text : '')).join();
    const list = await texts('');
    if (remove !== 'delete') expect(list).toContain(`/letters 1 ${remove}`);
    if (remove !== 'delete') expect(list).toContain(`/letters ${compare}`);
    expect(await texts(compare.toUpperCase())).toContain('- On your blog you explain');
    await texts(`1 ${remove}`);
    expect(await talk.store.letters('terminal:test')).toHaveLength(1);
    await talk.command('forget', now);
    expect(await talk.store.load('terminal:test')).toBeNull();
  });
});

describe('/language', () => {
  it('asks with buttons, and goes back to the open question', async () => {
    const talk = conversation();
    await talk.say('hi', 'skip');
    expect(talk.ask().text).toContain('Which position, at which company?');
    await talk.command('language');
    expect(talk.ask().text).toBe('Which language shall we use, for the interview and the letter?');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual([
      'English',
      'Deutsch',
      'Français',
      'Español',
      'Português',
      'Never mind',
    ]);
    await talk.say('skip');
    expect(talk.ask().text).toContain('Which position, at which company?');
    await talk.command('language');
    const out = await talk.choose('lang:fr');
    expect(out[0]).toMatchObject({ text: expect.stringContaining('on continue en français') });
    expect(talk.ask()).toMatchObject({ text: expect.stringContaining('Quel poste'), language: 'fr' });
    await talk.command('language');
    await talk.say('German');
    expect(talk.ask().text).toContain('Welche Stelle');
  });

  it('changes the language at once if it is named, also before the greeting', async () => {
    const talk = conversation();
    await talk.command('language', 'es');
    expect(talk.said()).toMatch(/^Hola, soy Foreword\./);
    await talk.command('language', 'nl');
    expect(talk.ask().question).toBe('which');
    await talk.command('language', 'pt');
    expect(talk.ask().text).toContain('Você tem o anúncio da vaga?');
  });

  it('accepts the name of a language in any language', async () => {
    const talk = conversation();
    await talk.command('language', 'Französisch');
    expect(talk.ask().text).toContain("As-tu l'offre d'emploi");
    await talk.command('language', 'inglés');
    expect(talk.ask().text).toContain('Do you have the job post?');
  });

  it('keeps the language after an undo and after /restart', async () => {
    const talk = conversation();
    await talk.say('hi', 'skip', 'Engineer at Acme', '/hide Acme', 'a company', '/language de', 'rückgängig');
    expect(talk.ask().language).toBe('de');
    await talk.command('restart', 'now');
    expect(talk.ask().text).toContain('Hast du die Stellenanzeige?');
  });

  it('translates the template sentences of the letter, but not the answers', async () => {
    const talk = conversation();
    await talk.say('hi', 'skip', 'Engineer at Acme');
    await talk.answer({ 'system.what': 'rebuilt it in Go', 'reliability.now': 'lost orders: 1.2% -> 0.05%' });
    await talk.command('language', 'de');
    await talk.choose('write');
    expect(talk.letter()).toContain('ich bewerbe mich auf die Stelle als Engineer bei Acme.');
    expect(talk.letter()).toContain('Lost orders: von 1,2 % auf 0,05 %.');
    await talk.command('language', 'en');
    await talk.choose('write');
    expect(talk.letter()).toContain('\n\nApplication: Engineer, Acme\n\n');
    expect(talk.letter()).toContain('Lost orders fell from 1.2% to 0.05%.');
  });
});

describe('features after the letter, in German', () => {
  async function afterTheLetter() {
    const talk = await interviewAt('letter');
    await talk.command('language', 'de');
    return talk;
  }

  it('the practice interview asks and takes answers in German', async () => {
    const talk = await afterTheLetter();
    await talk.say('frag mich aus');
    expect(talk.said()).toContain('mit „stopp“');
    expect(talk.ask().text).toBe(
      'Frage 1 von 3. „Lost readings: von 1,2 % auf 0,05 %.“ Über welchen Zeitraum und unter welcher Last wurde das gemessen?',
    );
    await talk.say('Im März, bei voller Last.');
    expect(talk.ask().text).toContain('Noch nicht im Brief: „Im März, bei voller Last.“');
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(['Das ist ein ganzer Satz', 'Weglassen', 'Aufhören']);
    await talk.say('Gezählt haben wir im März, bei voller Last.');
    await talk.say('Das ist ein ganzer Satz');
    expect(talk.ask().text).toMatch(/^Frage 2 von 3\. /);
    await talk.say('stopp', 'schreiben');
    expect(talk.letter()).toContain('Lost readings: von 1,2 % auf 0,05 %. Gezählt haben wir im März, bei voller Last.');
    expect(talk.faults).toEqual([]);
  });

  it('the list of systems is in German', async () => {
    const talk = await afterTheLetter();
    await talk.say('geschichten');
    expect(talk.ask().text).toMatch(
      /^Um welches System geht es im Brief\?\n\n1\. Tavolo: rebuilt the meter pipeline in Go\. /,
    );
    expect(talk.ask().choices.map(({ label }) => label)).toEqual(expect.arrayContaining(['Ein neues', 'Doch nicht']));
    await talk.say('Ein neues');
    expect(talk.said()).toContain('/stories zeigt alle');
    expect(talk.ask().text).toContain('Wo hast du es gebaut?');
  });

  it('the reply to a recording without a transcriber is in German', async () => {
    const talk = await afterTheLetter();
    const read = () => Promise.resolve(new Uint8Array([1]));
    await talk.send({ kind: 'file', name: 'voice.ogg', mime: 'audio/ogg', read }, 'v1');
    expect(talk.ask().text).toContain('Aufnahmen kann ich hier nicht anhören.');
  });
});

describe('change of the language', () => {
  it('a late change warns about a letter in two languages, an early one does not', async () => {
    const early = conversation();
    await early.command('start');
    await early.command('language', 'de');
    expect(early.said()).toContain('Gut, ab jetzt auf Deutsch.');
    expect(early.said()).not.toContain('in zwei Sprachen');
    const late = conversation();
    await late.answer(ANSWERS, 'system.before');
    await late.command('language', 'de');
    expect(late.said()).toContain('der Brief wäre dann in zwei Sprachen');
    await late.command('language', 'de');
    expect(late.said().split('in zwei Sprachen')).toHaveLength(2);
  });
});

describe('first message', () => {
  it.each([
    ['de-AT', 'Hallo, ich bin Foreword.'],
    ['pt_BR.UTF-8', 'Oi, eu sou o Foreword.'],
    ['nl', "Hi, I'm Foreword."],
  ])('from a client with the locale %s: greets with %j, and keeps the language', async (locale, greeting) => {
    const store = new MemoryStore();
    const said: string[] = [];
    const interviewer = createInterviewer({
      store,
      reader: guidedReader,
      writer: { write: () => Promise.resolve(null) },
      adapterFor: () => ({
        name: 'terminal',
        isGathering: true,
        start: () => Promise.resolve(),
        send: (_, message) => {
          if (message.kind !== 'file') said.push(message.text);
          return Promise.resolve({ outcome: 'sent', platformId: null });
        },
        stop: () => Promise.resolve(),
      }),
      gathering: { quiet: 5, longest: 50 },
      now: () => new Date(0),
      onFault: (error) => expect(error).toBeUndefined(),
    });
    const one = { place: PLACE, author: 'a', at: new Date(0), locale };
    await interviewer.receive({ ...one, id: '1', said: { kind: 'text', text: 'hm' } });
    await interviewer.settled(PLACE);
    expect(said[0]).toContain(greeting);
    const help = { kind: 'command', name: 'help', rest: '' } as const;
    await interviewer.receive({ ...one, id: '2', locale: 'fr', said: help });
    expect(said.at(-1)).not.toContain('Je ');
  });
});

describe('model letter in a German interview', () => {
  const ledger = fixture('cooperative-ledger');
  const texts = sentencesOfFixture(ledger).map(({ text }) => text);
  const german = texts.map((text) => `Zu Deutsch: ${text}`);
  const frame = { language: 'de', greeting: 'Hallo,', signOff: 'Grüße' };
  const lines = (...all: readonly object[]) => says(all.map((one) => JSON.stringify(one)).join('\n'));
  const judged = says(
    JSON.stringify({ checks: german.map((_, at) => ({ n: at + 1, supported: true, by: 'append-only journal' })) }),
  );

  async function written(change: Reply) {
    const server = await modelServer(
      author({ draft: [says(draftOf(ledger))], verify: [verdicts(ledger), judged], change: [change] }),
    );
    const { writer } = readerAndWriter(server);
    const talk = conversation({ writer });
    await talk.command('start');
    const sheet = { ...requestOf(ledger).sheet, language: 'de' as const };
    talk.restore('review', { ...EMPTY, sheet, enough: true });
    await talk.command('write');
    return { talk, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  it('the letter is translated, with a German date, greeting and sign-off', async () => {
    await using at = await written(lines(...german.map((t, n) => ({ n: n + 1, t, f: [`f${n + 1}`] })), frame));
    const letter = at.talk.letter();
    expect(letter.split('\n\n').slice(3, -1).join(' ')).toBe(german.join(' '));
    expect(letter).toMatch(/29\. November 2026\n\nBewerbung als .*\n\n(?:Sehr geehrte|Guten Tag)/);
    expect(letter).toMatch(/Mit freundlichen Grüßen\nAnneke Verlinde$/);
  });

  it('the template letter is sent if the translation is incomplete', async () => {
    await using at = await written(lines({ n: 1, t: german[0] }, frame));
    expect(at.talk.said()).toContain('Hier ist einer in deinen eigenen Sätzen.');
    expect(at.talk.letter()).toMatch(/Mit freundlichen Grüßen\nAnneke Verlinde$/);
  });
});

it('shows what the letter would say, and takes the typed sentence instead', async () => {
  const talk = conversation();
  await talk.command('start');
  await talk.command('language', 'de');
  await talk.answer(ANSWERS, 'latency.now');
  await talk.say('also die Suche braucht ca 80 ms');
  expect(talk.ask().text).toBe('Im Brief: „Latenz: etwa 80 ms.“ Meinst du das so?');
  expect(talk.ask().choices.map(({ label }) => label)).toEqual([
    'Ja',
    'Meine Worte: „Also die Suche braucht ca 80 ms.“',
    'Nein',
  ]);
  await talk.choose('own-words');
  expect(talk.ask().text).toContain('„Also die Suche braucht ca 80 ms.“');
});

describe('job post in another language', () => {
  const POSTS = {
    de: [
      'Senior Backend-Entwickler/in (m/w/d)\nÜber die Hafenstrom AG\nWir suchen dich für unser Team Abrechnung.\nUnser Stack: Go, Kafka',
      // Offered as it is typed there, and then in each form.
      ['Senior Backend-Entwickler/in', 'Senior Backend-Entwickler', 'Hafenstrom AG'],
    ],
    es: [
      'Ingeniera backend sénior\nEn Cabify buscamos gente con experiencia en Kafka y Go.\nCabify busca una persona para nuestro equipo de Pagos.\nOficina en Madrid.',
      ['Ingeniera backend sénior', 'Cabify'],
    ],
    fr: ['Développeur backend\nNotre équipe est à Lyon.\nNous travaillons avec Kafka.', ['Développeur backend']],
  } as const;

  it.each(['de', 'es', 'fr'] as const)(
    'in %s, offers the title and the certain company of a job post',
    async (language) => {
      const [post, expected] = POSTS[language];
      const talk = conversation();
      await talk.command('language', language);
      await talk.say(post);
      if (talk.ask().question === 'job-post') await talk.choose('yes');
      const offered: string[] = [];
      const offers = () => talk.ask().choices.filter(({ id }) => id.startsWith('kept:'));
      while (offers()[0] !== undefined) {
        offered.push(offers()[0]?.label ?? '');
        await talk.choose(offers()[0]?.id ?? '');
      }
      expect(offered).toEqual(expected);
    },
  );
});
