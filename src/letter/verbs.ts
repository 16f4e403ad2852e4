/** How a text that completes "I …" may begin. */

/** Verbs that don't end in -ed, and a few in the present. */
export const VERBS: ReadonlySet<string> = new Set(
  (
    'built rebuilt wrote rewrote led ran made remade split cut took moved set put brought kept drove grew taught began held ' +
    'oversaw did redid dealt got found spent shrank broke gave chose became came went won sold sent dug bound shut told ' +
    'was am had have own run build lead maintain write design develop operate work look'
  ).split(' '),
);

export const VERB_LOOKALIKES = {
  adverbs: new Set('then also first mostly mainly partly single-handedly recently largely originally'.split(' ')),
  nouns: new Set('speed feed seed need bed red embed shed breed weed'.split(' ')),
  /** Adjectives in -ed that begin a noun phrase, unless an object follows. */
  adjectives: new Set(
    (
      'distributed automated shared sourced hosted managed embedded sharded unified integrated centralized centralised ' +
      'dedicated based partitioned scheduled federated replicated layered typed driven versioned'
    ).split(' '),
  ),
  objects: new Set(
    'a an the our their its my his her all both every each this that these those two three four five it them how to from into'.split(
      ' ',
    ),
  ),
} as const;
