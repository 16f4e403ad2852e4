/** The front end for a person: questions above, a line to write in below. */
import { GOODBYE, lineNotTaken } from '../../prompts/terminal.ts';
import type { Ask, Outbound, Place, Said, Sent } from '../contract.ts';
import { deliver } from './files.ts';
import { chosen, layOutDelivery, layOutLetter, layOutQuestion, layOutText } from './layout.ts';
import { Prompt } from './prompt.ts';
import { LOCAL, Session } from './session.ts';
import { linesOf, storable } from './streams.ts';

export class Interactive extends Session {
  /** Null where a line can't be edited in place: a pipe, a file, or a terminal that can't move its cursor. */
  #prompt: Prompt | null = null;
  /** The latest question, some answers to which are choices. */
  #asked: Ask | null = null;
  /** Turns under way and waiting. */
  #turnsAhead = 0;

  async send(place: Place, message: Outbound): Promise<Sent> {
    // Left over from another conversation, it must not appear in this one.
    if (place !== LOCAL) return { outcome: 'failed', why: 'that conversation is not open here' };
    return this.outs.run(place, async () => {
      if (this.hasLeft) return { outcome: 'failed', why: 'the person left' };
      const sent = this.sentIf(await this.#print(await this.#layOut(message)));
      if (sent.outcome === 'sent' && message.kind === 'ask') this.#asked = message;
      return sent;
    });
  }

  protected async read(): Promise<void> {
    const { input, output } = this.options;
    if (input.isTTY && output.isTTY && process.env.TERM !== 'dumb')
      this.#prompt = new Prompt({
        input,
        output,
        printer: this.printer,
        onMessage: (text) => void this.#hear(this.#understood(text)),
        onLeave: () => this.leave(`${GOODBYE}\n`),
      });
    const reading = this.#prompt ? this.#prompt.run() : this.#readLines();
    void this.#hear({ kind: 'command', name: 'start', rest: '' });
    await reading;
  }

  protected override async close(farewell: string): Promise<void> {
    await this.#prompt?.close(farewell);
    await super.close(farewell);
  }

  async #readLines(): Promise<void> {
    for await (const line of linesOf(this.options.input)) {
      if (line === null) await this.#print(lineNotTaken('too-long'));
      else if (line.trim() !== '') await this.#hear(this.#understood(line));
    }
  }

  #understood(text: string): Said {
    const asked = this.#asked;
    const choice = asked ? chosen(text, asked) : undefined;
    if (!asked || !choice) return { kind: 'text', text: storable(text) };
    return { kind: 'choice', choice: choice.id, ...(asked.mark !== '' && { of: asked.mark }) };
  }

  /** One turn, after all the turns before it. Never throws. */
  #hear(said: Said): Promise<void> {
    this.#turnsAhead += 1;
    this.#prompt?.working(true);
    return this.turns.run(LOCAL, async () => {
      const failure = await this.turn(LOCAL, said);
      if (failure !== null) await this.outs.run(LOCAL, () => this.#print(layOutText(failure, this.options.output)));
      this.#turnsAhead -= 1;
      if (this.#turnsAhead === 0) this.#prompt?.working(false);
    });
  }

  #print(block: string): Promise<boolean> {
    return (this.#prompt ?? this.printer).print(`${block}\n\n`);
  }

  async #layOut(message: Outbound): Promise<string> {
    const { filesDirectory, output } = this.options;
    switch (message.kind) {
      case 'say':
        return layOutText(message.text, output);
      case 'ask':
        return layOutQuestion(message, output);
      case 'letter':
        return layOutLetter(message.text, output);
      case 'file':
        return layOutDelivery(await deliver(filesDirectory, LOCAL, message));
    }
  }
}
