/** The words of a text that tell something: four letters or more, and none of those that every text has. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter(
    (word) =>
      !/^(?:that|with|from|this|they|their|have|which|your|would|them|when|what|been|were|also|into|than)$/.test(word),
  );
}
