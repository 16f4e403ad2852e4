/** The real program as a child process that can be killed and restarted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { environmentWithoutSettings } from '../protocol.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const MAIN = join(PROJECT, 'src', 'main.ts');

export class Bot {
  readonly #env: () => Readonly<Record<string, string>>;
  readonly #script: string;
  #child: ChildProcess | null = null;
  /** The end of its log. */
  log = '';
  starts = 0;
  /** Resolves when the last process has exited, with its signal or null. */
  ended: Promise<NodeJS.Signals | null> = Promise.resolve(null);

  /** @param env data directory and platform; a function is called at each start @param script to run instead of the program */
  constructor(env: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>), script = MAIN) {
    this.#env = typeof env === 'function' ? env : () => env;
    this.#script = script;
  }

  start(): void {
    const child = spawn(process.execPath, [this.#script], {
      cwd: PROJECT,
      env: { ...environmentWithoutSettings(), ...this.#env() },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.log = (this.log + text).slice(-20_000);
    });
    this.#child = child;
    this.ended = new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
    this.starts += 1;
  }

  /** Null while it runs. */
  get exitCode(): number | null {
    return this.#child?.exitCode ?? null;
  }

  /** Resolves when the process has exited. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill(signal);
    await gone;
  }
}
