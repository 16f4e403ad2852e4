/** What somebody says in an interview, from the second message on to the last question. */
export const ANSWERS = [
  'Backend Engineer at Quillnote',
  'I rebuilt the payout service at Brightwell, in Kotlin.',
  'from 300 to 4,500 jobs per minute',
  'p99 went from 1.8 s to 210 ms',
  'we never lost a payout',
  'The bank could not change its files, so I put the version into a header. No import failed since.',
  'Their blog says that every alert links to a runbook, and I think that is right because ours never did.',
  'Before that, three years at a hospital.',
  'I can share my design notes.',
  'Nadia Ferro, nadia@example.com, Turin',
];
