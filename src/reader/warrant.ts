/**
 * What a model may not decide alone. A quote proves that something was said; that nothing more is to be asked, that a name
 * must stay out or that words no longer hold is proved by no quote, so the message has to give cause for it.
 */
import { type Brief, TOPICS, type Topic } from '../machine/brief.ts';
import type { Discretion } from './discretion.ts';
import type { Annotation } from './verified.ts';

const DECLINING =
  /\b(?:no|none|not|nothing|nobody|nowhere|never|neither|nor|without|skip|pass|leave|drop|omit|out|rather|unknown|unsure|idea|clue|guess\w*|only|can ?not|nah|nope|dunno|idk|n\/a|na)\b|n['’]t\b/i;
/** What is short says little else. */
const SHORT = 80;

/** By which words a topic is spoken of that was not asked. */
const SPOKEN_OF: Readonly<Record<Topic, RegExp>> = {
  role: /\b(?:role|position|job|company|addressee|title)\b/i,
  system: /\b(?:system|project|service|work)\b/i,
  throughput:
    /\b(?:throughput|volume|load|traffic|requests?|rps|qps|numbers?|metrics?|figures?|measure\w*|stat\w*|count\w*|per (?:second|minute|hour|day))\b/i,
  latency:
    /\b(?:latenc\w*|response|percentiles?|p\d\d|how (?:fast|long)|duration|numbers?|metrics?|figures?|measure\w*|stat\w*|timings?)\b/i,
  reliability:
    /\b(?:reliab\w*|availab\w*|uptime|errors?|outages?|incidents?|failures?|slo|numbers?|metrics?|figures?|measure\w*|stat\w*)\b/i,
  contract: /\b(?:contract|constraint|hard part|interface|decision)\b/i,
  company: /\b(?:company|firm|they|them|their|blog)\b/i,
  background: /\b(?:background|before|earlier|previous\w*|history|past|career|former)\b/i,
  closing: /\b(?:offer|ask|question|show|clos\w*|end|finish)\b/i,
  contact: /\b(?:contact|sign\w*|name|e-?mail|mail|address|location|city|phone)\b/i,
};

/** Topics on which the message, without orders and job posts, can be heard to say nothing. */
export function declinedIn({ declined }: Annotation, own: string, asked: Topic | null): Topic[] {
  const text = own.trim();
  if (text === '') return [];
  const declines = DECLINING.test(text);
  return TOPICS.filter(
    (topic) =>
      declined.includes(topic) &&
      (topic === asked ? declines || text.length <= SHORT : declines && SPOKEN_OF[topic].test(text)),
  );
}

const DISCREET =
  /\b(?:no|not|never|cannot|only|just|instead|rather|say|write|put|call|print\w*|publish\w*|mention\w*|name[sd]?|naming|keep|leave|out|private|secret|internal\w*|confiden\w*|nda|legal|compliance|press|allow\w*|may|public\w*|between us|off the record|anonym\w*|share)\b|n['’]t\b/i;
/** Words that stand everywhere: to hide them would hide the letter. */
const EVERYWHERE =
  /^(?:the|and|was|for|are|our|its|that|this|with|from|they|them|have|had|were|which|into|then|than)$/i;

/** What must stay out, where the message asks for anything of the kind; stand-ins are words of the candidate's own. */
export function discretionFrom({ confidential }: Annotation, own: string, brief: Brief): Discretion[] {
  if (!DISCREET.test(own)) return [];
  const said = (words: string) =>
    own.includes(words) || brief.facts.some(({ quote, voice }) => voice === 'candidate' && quote.includes(words));
  return confidential
    .filter(({ hide }) => hide.trim().length > 2 && !EVERYWHERE.test(hide.trim()) && said(hide))
    .map(({ hide, say }) => ({ hide, say: say !== null && isStandIn(say, hide, own) ? say : null }));
}

function isStandIn(say: string, hide: string, own: string): boolean {
  return say.trim() !== '' && own.includes(say) && !say.includes(hide) && !hide.includes(say);
}

const TAKES_BACK =
  /\b(?:no|not|never|wrong|actually|scratch|strike|forget|drop|remove|delete|correct\w*|mistake\w*|sorry|instead|rather|true|too|back|leave|out|claim\w*|exaggerat\w*|wasn|isn|didn|only|take|mixed|typo|however|but|right)\b|n['’]t\b/i;

/** Parts of what the candidate said before that no longer hold, where the message takes anything back. */
export function withdrawnIn({ withdrawn }: Annotation, own: string, brief: Brief): Annotation['withdrawn'] {
  if (!TAKES_BACK.test(own)) return [];
  return withdrawn.filter(({ fact, part }) => {
    const home = brief.facts.find(({ id }) => id === fact);
    return home?.voice === 'candidate' && part.trim() !== '' && home.quote.includes(part);
  });
}
