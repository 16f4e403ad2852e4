/** The real program on a fake Telegram, as a process that tests can kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environmentWithoutSettings } from '../../../bench/protocol.ts';
import type { FakeTelegram } from '../../fakes/telegram/bot-api.ts';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'src', 'main.ts');

export class BotProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #errors = '';

  /** Runs the program, or another script with the same settings, on the database in this directory. */
  constructor(
    fake: Pick<FakeTelegram, 'token' | 'url'>,
    directory: string,
    settings: Record<string, string> = {},
    script = MAIN,
  ) {
    this.#child = spawn(process.execPath, [script], {
      cwd: directory,
      env: {
        ...environmentWithoutSettings(),
        FOREWORD_DATA: join(directory, 'data'),
        TELEGRAM_TOKEN: fake.token,
        TELEGRAM_API: fake.url,
        // Don't wait for further messages.
        FOREWORD_GATHERING_MS: '20',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#errors = (this.#errors + text).slice(-20_000);
      });
    this.#ended = once(this.#child, 'close');
  }

  /** The last 20,000 characters that it printed. */
  get printed(): string {
    return this.#errors;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('it did not start');
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Sends SIGKILL. */
  readonly kill = (): void => {
    this.#child.kill('SIGKILL');
  };

  /** Sends SIGTERM. @returns the exit code */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    await this.#ended;
    return this.#child.exitCode;
  }

  async ended(): Promise<void> {
    await this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    await this.#ended;
  }
}
