/** What understands a message: rules (`plain.ts`) or a model behind the same interface. */
import type { Brief } from '../machine/brief.ts';
import type { Reading } from '../machine/reading.ts';
import type { Asking } from '../machine/topics.ts';

export interface Message {
  /** The platform's id; facts carry it as their source. */
  readonly id: string;
  readonly text: string;
  /** What stood asked when the message came; null before the first question, in review and after the letter. */
  readonly asking: Asking | null;
  readonly brief: Brief;
}

export interface Reader {
  read(message: Message): Promise<Reading>;
}
