import { describe, expect, test } from 'vitest';
import type { Details } from '../../src/machine/brief.ts';
import { employerIn, roleDetails } from '../../src/reader/role.ts';

describe('position, company, team and addressee', () => {
  test.each<[string, Details]>([
    [
      'Senior Backend Engineer at Harrow & Pine, Ledger team, to Mira Solberg',
      { position: 'Senior Backend Engineer', company: 'Harrow & Pine', team: 'Ledger', addressee: 'Mira Solberg' },
    ],
    ['backend dev @ Tallow Labs', { position: 'backend dev', company: 'Tallow Labs' }],
    [
      'Principal Platform Engineer, Kestrel Freight. The hiring manager is Dr. Ama Boateng.',
      { position: 'Principal Platform Engineer', company: 'Kestrel Freight', addressee: 'Dr. Ama Boateng' },
    ],
    [
      "It's the Site Reliability Engineer opening at Vantage Grid, they gave no name",
      { position: 'Site Reliability Engineer', company: 'Vantage Grid' },
    ],
    ['lead developer - Bluecask', { position: 'lead developer', company: 'Bluecask' }],
    [
      'Backend Engineer (remote) at Ostrava Health, attn. Prof. Lukas Weidmann',
      { position: 'Backend Engineer', company: 'Ostrava Health', addressee: 'Prof. Lukas Weidmann' },
    ],
    [
      'Staff Engineer at Norderlicht, dear Ms Petra Quist',
      { position: 'Staff Engineer', company: 'Norderlicht', addressee: 'Ms Petra Quist' },
    ],
    [
      'Senior Backend Engineer, Storage, Halden Data. Address it to the hiring team.',
      { position: 'Senior Backend Engineer', company: 'Halden Data', team: 'Storage' },
    ],
    [
      'The job is Backend Engineer II in the Fares squad at Tramline; hiring manager Yusuf Kara',
      { position: 'Backend Engineer II', company: 'Tramline', team: 'Fares', addressee: 'Yusuf Kara' },
    ],
    ['SRE @ Copperline, reports to Anna de Wit', { position: 'SRE', company: 'Copperline', addressee: 'Anna de Wit' }],
    [
      'Software Developer, Billing & Invoices, Tern AS',
      { position: 'Software Developer', company: 'Tern AS', team: 'Billing & Invoices' },
    ],
    [
      'I want to apply to Ferrite for the backend engineer role in their ingestion squad',
      { position: 'backend engineer', company: 'Ferrite', team: 'ingestion' },
    ],
    [
      'Lumen Yard, Backend Engineer, Ingest team. Reader: Jo Okafor',
      { position: 'Backend Engineer', company: 'Lumen Yard', team: 'Ingest', addressee: 'Jo Okafor' },
    ],
    [
      'backend dev at lumen yard, sre team, hiring manager is jo okafor',
      { position: 'backend dev', company: 'lumen yard', team: 'sre', addressee: 'jo okafor' },
    ],
    [
      "backend engineer at lumen yard, live ops. to dana whitlock. wait it's Dayna with a y, Dayna Whitlock",
      { position: 'backend engineer', company: 'lumen yard', addressee: 'Dayna Whitlock' },
    ],
    [
      'Backend Engineer at Lumen Yard, to Mr Okafor. *Ms Okafor, sorry',
      { position: 'Backend Engineer', company: 'Lumen Yard', addressee: 'Ms Okafor' },
    ],
    [
      'Backend Engineer at Lumen Yard. The responsible is the engineer Jo Okafor.',
      { position: 'Backend Engineer', company: 'Lumen Yard', addressee: 'Jo Okafor' },
    ],
    ['backend dev at lumen, manager is not named', { position: 'backend dev', company: 'lumen' }],
    ['The company is Lumen Yard', { company: 'Lumen Yard' }],
    ['backend engineer', { position: 'backend engineer' }],
  ])('%s', (text, details) => {
    expect(roleDetails(text)).toEqual(details);
  });

  test('a name that is spelled anew takes the place of the old one', () => {
    expect(roleDetails("Backend Engineer at Fjordly, oh wait it's spelled Fjordley").company).toBe('Fjordley');
  });

  test('a curly apostrophe reads like a straight one', () => {
    expect(roleDetails('It’s the Backend Engineer role at Vantage Grid')).toEqual(
      roleDetails("It's the Backend Engineer role at Vantage Grid"),
    );
  });
});

describe('the employer of a story', () => {
  test.each([
    ['I rebuilt the invoicing service at Brightwell.', 'Brightwell'],
    ['The booking engine for Nordhavn Ferries was mine.', 'Nordhavn Ferries'],
    ['I wrote it in Kotlin, on Postgres.', null],
    ['I wrote the importer alone.', null],
    ['In the end I rewrote it.', null],
  ])('%s', (text, employer) => {
    expect(employerIn(text)).toBe(employer);
  });
});

describe('a company is told from a team by where it stands and what it is called', () => {
  test.each([
    [
      'Staff Engineer, Harbeck, Storage. Hiring manager: Ola Penk',
      { company: 'Harbeck', team: 'Storage', addressee: 'Ola Penk' },
    ],
    ['Staff Software Engineer (Backend), Ovalis, Event Store', { company: 'Ovalis', team: 'Event Store' }],
    ['Galvero – Senior Backend Engineer, Workflow Runtime', { company: 'Galvero', team: 'Workflow Runtime' }],
    ['Pier Nine Systems. Backend. Registry.', { company: 'Pier Nine Systems', team: 'Registry' }],
    [
      'Backend Engineer of Mizuhara Labs, Locker Network team, to Mr. Ren Albin',
      { company: 'Mizuhara Labs', team: 'Locker Network' },
    ],
    ['Backend Developer, Declarations, in firm Kordon Trade', { company: 'Kordon Trade', team: 'Declarations' }],
    [
      'Senior Backend Developer by Lichthof Media, department Accessibility',
      { company: 'Lichthof Media', team: 'Accessibility' },
    ],
    ['senior backend engineer in the charge ops team of volta nord', { company: 'volta nord', team: 'charge ops' }],
    ['Backend dev, Moraine Point Storage, durability team', { company: 'Moraine Point Storage', team: 'durability' }],
    [
      'Backend Engineer, Core, at Signa. Hmm no, Senior Backend Engineer, they renamed it.',
      { position: 'Senior Backend Engineer' },
    ],
    ['Principal Engineer at Aldrin, C2 backend team', { company: 'Aldrin', team: 'C2' }],
    [
      "Engineer in Feed at Wispr... no wait, Wispr is the other application. This one's for Gathero! Feed team.",
      { company: 'Gathero', team: 'Feed' },
    ],
  ])('%s', (text, details) => {
    expect(roleDetails(text)).toMatchObject(details);
  });

  test('"every team" names none', () => {
    const text =
      'Senior Backend Engineer, Grafmont Labs. Every team publishes its error budget. Hiring manager: Lena Voss';
    expect(roleDetails(text).team).toBeUndefined();
  });

  test('with nothing but a team the company is not known', () => {
    expect(roleDetails('Backend Engineer, Payments')).toEqual({ position: 'Backend Engineer', team: 'Payments' });
  });
});

describe('who reads it is found by the words around the name', () => {
  test.each([
    ['Backend Engineer at Tramont, please to Beatriz Lindh', 'Beatriz Lindh'],
    ['Backend Engineer at Tramont. Kindly put Theodora Quill as the addressee.', 'Theodora Quill'],
    ['Backend Engineer at Tramont. The posting names Anselm Birk.', 'Anselm Birk'],
    ['Tech Lead at Tramont. Please to put the name of Thandi Moro', 'Thandi Moro'],
    ['Backend Engineer at Tramont. hm = Nadia Fortes', 'Nadia Fortes'],
    ['role=Backend Engineer | company=Tramont | to=Casimir Ade', 'Casimir Ade'],
    ["Backend Engineer at Tramont. You'll report to Eloise Tana.", 'Eloise Tana'],
    ['Backend Engineer at Tramont; the person is the Doctor Federica Stern.', 'Doctor Federica Stern'],
    ['Backend Engineer at Tramont. Letter for pani Róża Feld.', 'Róża Feld'],
    ['sr backend. tramont. storage team. mgr: p. havel', 'p. havel'],
    ['backend engineer at tramont, the hiring manager is sanne prink.', 'sanne prink'],
    ['Engineer at Tramont. To Mr. Ferenc Kowalik... wait, with y: Ferenc Kowalyk', 'Mr. Ferenc Kowalyk'],
  ])('%s', (text, addressee) => {
    expect(roleDetails(text).addressee).toBe(addressee);
  });
});
