/** Whether a sentence asks to keep something out of the letter, or says that it may stand there. */

const WISH =
  /\b(?:(?:can'?t|cannot|can not|must(?: not|n'?t)|may not|shouldn'?t|should not|do(?: not|n'?t)|not to|never|aren'?t allowed to|mustn'?t)\s+(?:be\s+)?(?:name[sd]?|say|said|mention(?:ed)?|appear|quote[d]?|print(?:ed)?|publish(?:ed)?|disclose[d]?|share|use|reveal|give (?:that |it |this |them )?(?:away|out))\b|(?:is|are|stays?|remains?|be kept) (?:a |strictly )?secret\b|(?:can'?t|cannot|must ?n[o']t|may not|should ?n[o']t) be in (?:there|it|the letter|here)\b|in the letter only\b|\bno \p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)* in (?:the|this|my) (?:letter|text)\b|is what (?:they|we) agreed|keeps? (?:it |this |that |them )?vague\b|(?:stay|stays|be|remain|remains) vague\b|\bnot the (?:exact |monthly |weekly |daily |hourly |yearly )?(?:number|count|amount|figure|rate|share)\b|not be named|may not be named|(?:may|must|can) ?not[;,.]|write nothing about|(?:is|are)(?:n'?t| not) public|(?:is|are|was|were) sealed\b|in the letter,? (?:please )?(?:say|write|put|use) ['"‘“]|must say nothing|confidential|under nda|\bnda\b|off the record|under wraps|stays? out|keep (?:the |their |its |that )?(?:name|number|figure|it|them|that) out|keep out|only say\b(?!s)|say (?:only|roughly|just)|only as a range|all you may print|is what they allow|wording is the limit|write ['"‘“]|call (?:it|them) ['"‘“]|don'?t quote|may not appear|must not appear|not for print|(?:must|has to|have to) go\b(?! (?:through|to|via|into|out|in|over|on|from|first|back|by|with|past)\b)|no publicity|in confidence|unnamed|stays? internal|^internally\b|keep (?:her|him) out|legal (?:says?|said|has|just|told|won'?t|does)|with legal|compliance (?:has|just|says)|press office|between us|\bneither\b[^.]{0,60}\b(?:may|can|should|must)(?=\s*(?:[.,;!)]|$)|\b[^.]{0,20}\b(?:appear|named?|printe?d?|said?|mention(?:ed)?|quoted?|published?|shown?|leave|go out|stand|be used|letter)\b)|for you(?:r eyes)? only|(?:is|are|stays?) internal\b|no \w+ names?\b(?=[^.]{0,20}\b(?:please|pls))|\bnot the name\b|my contract says|(?:leave|keep|take)\s+(?:the |their |its |this |that )?(?:[\w']+ )?(?:names?|numbers?|figures?) out|['"’”] at most\b)/iu;
/** "Fine to print", "no secret": the opposite of a wish. */
export const RELEASED =
  /\b(?:fine to|ok to|(?:may|can) be (?:told|said|mentioned|shown|used)|(?<!\b(?:letter|you|we|they) )(?:may|can) (?:say|tell|print|give|name)(?: it| this| that)?(?: exactly| freely|[.,;:]|$)|may share|can share|cleared for|public|no secret|released|print away|as is|are fine|is ok|no issue)\b/i;

/** "Keep the 7,850 vague", "the name is secret", "it must stay anonymous", "not for publication". */
const WISHES: readonly RegExp[] = [
  String.raw`(?<!\b(?:we|i|they|which|that|it|who|to|you|always|and|must|not) )(?:keep|leave)\s(?:[\w,.']+ ){0,5}?(?:vague|fuzzy|approximate|rough|unspecific|general|anonymous|private|secret|quiet|hidden|unnamed|nameless|to yourself|to ourselves)(?: please| in the letter| there| too)*(?=\s*(?:[.,;:!?)]|$|and\b|but\b|so\b))`,
  String.raw`\b(?:must|should|has to|have to|needs? to|ought to|had better|may only|can only|wants? to|wish(?:es)? to|prefers? to|asks? to|asked to|wanted to|(?:would|'d) (?:like|prefer|rather)(?: to)?)\s(?:\w+ )?(?:keep|stay|remain|be kept|be left|be)\s(?:\w+ ){0,2}?(?:vague|fuzzy|approximate|rough|unspecific|anonymous|private|secret|quiet|hidden|unnamed|nameless|between us|inside|in[- ]house)\b`,
  String.raw`\b(?:names?|numbers?|figures?|value|exact \w+|exact|it|this|that|this one|that one|one|\d(?:[\d,.]{0,14}\d)?[km]?)(?: [\w,]+){0,6}?,? (?:is|are|remains?|stays?)(?: also| too| still| strictly| a| our| very| quite)* (?:secret|sensitive|classified|private|embargoed|hush-hush|nobody's business|off limits|anonymous)\b`,
  String.raw`\bnot (?:be )?(?:meant |fit |cleared |approved )?for (?:publication|print(?:ing)?|the (?:letter|public)|public \w+|outside|release)\b|\bnot to be (?:named|printed|published|mentioned|used|quoted|shown)\b`,
  String.raw`\b(?:don't|do not|never|please no|must not|mustn't|should not|shouldn't|may not|rather not)\s(?:put|write|include|show|have|give|see|let|leave)\b[^.]{0,30}\b(?:letter|print|text|there|in it|house|building|company|outside)\b`,
  String.raw`(?:^|[.,;:!] ?|\b(?:please|kindly|better|and|so) )(?:round|blur|redact|anonymi[sz]e|obscure|mask|disguise)\s(?:it|that|this|the|my|our|his|her|their|\d)`,
  String.raw`\b(?:forbid(?:s|den)?|prohibit(?:s|ed)?|disallow(?:s|ed)?|not (?:allowed|permitted|free|at liberty)|no permission)\b[^.]{0,30}\b(?:name[sd]?|print(?:ed)?|numbers?|say|mention(?:ed)?|publish(?:ed)?|disclose[d]?|reveal|give out)\b`,
  String.raw`\b(?:must|may|should|can|could|do|does)(?:\s?n[o']t|\snot|\snever) (?:ever )?(?:show up|turn up|be (?:written|seen|shown|there|identified)|write (?:it|them|the name))\b|\bdon't write (?:them|the names?)\b`,
  String.raw`\b(?:absolute )?(?:numbers?|figures?|values?|volumes?) (?:is|are|remain) (?:contractually )?(?:restricted|classified|embargoed|privileged)\b|\bno (?:absolute|exact|real) (?:numbers?|figures?|values?)\b|\bfor the letter:? ['"‘“]`,
  String.raw`\b(?:can't|cannot|mustn't|must not|may not|shouldn't|should not|won't|not allowed to) (?:write|use|give|tell|print|put|spell) (?:the|its|their|his|her|any|our) (?:\w+ )?names?\b`,
  String.raw`(?:^|[.;:(] ?)(?:that(?:'s| is) |it(?:'s| is) )?(?:secret|classified|confidential)\b[,:;]`,
  // What stands in quotation marks, and is what may be said
  String.raw`['"’”],? (?:can(?=\s*(?:[.,;:!)]|$))|can be (?:said|printed|used|written)|will do|is (?:ok|okay|allowed|better|enough|permitted)|may be (?:said|printed|used|written)|instead|would be (?:ok|okay|fine|better)|in its place|(?:is|are) (?:alright|all right|fine|cleared|the most|all i (?:can|may)|what i (?:got|am|was) (?:cleared|allowed|permitted)))\b`,
].map((pattern) => new RegExp(pattern, 'i'));

/** A sentence that only says what may be printed. */
export function isRelease(text: string): boolean {
  return (
    RELEASED.test(text) &&
    !/\d|\b(?:not|can'?t|cannot|don'?t|never|mustn'?t|isn'?t)\b/i.test(text.replaceAll('’', "'")) &&
    text.length < 80
  );
}

/** "The counts may be printed after all": the opposite of a wish, with a number in it or without. */
export function allows(text: string): boolean {
  // "… 'a ferry operator' may be printed" allows what stands in quotation marks, and nothing else.
  const plain = text.replaceAll('’', "'").replace(/['"”],? (?:may|can|is|are|will|would)\b[^.,;]*/g, ' ');
  return (
    /\b(?:may|can|are allowed to|are ok to|are fine to) (?:now )?be (?:printed|named|said|mentioned|published|shown|used)\b|\bafter all\b/i.test(
      plain,
    ) && !/\b(?:not|n't|never|no longer)\b/i.test(plain)
  );
}

export function isWish(text: string): boolean {
  const plain = text.replaceAll('’', "'").replace(NO_SECRET, ' ');
  return WISH.test(plain) || KEEP_OUT.test(plain) || WISHES.some((pattern) => pattern.test(plain));
}

/** "Not confidential: the p95 …" */
const NO_SECRET =
  /\b(?:not|isn't|aren't|nothing|never|no longer|no)(?: \w+)? (?:confidential|secret|internal|under nda|off the record)\b/gi;

/** "Keep Moorfeld out of it", as against "I keep duplicates out of the ledger". */
const KEEP_OUT =
  /(?:^|[.,;:(] ?|\b[Pp]lease |\b[Kk]indly )(?:[Kk]eep|[Ll]eave|[Tt]ake) \p{Lu}[\p{L}' &-]{1,40} (?:out|off|secret|confidential)\b/u;
