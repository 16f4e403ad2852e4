/**
 * The logger. An entry is a fixed sentence with fields from a fixed list: ids, names and codes, never what people say.
 * In a terminal, entries are readable lines, otherwise JSON lines.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { LOG_LEVELS, type LogLevel } from './config.ts';

/** Other fields are dropped. */
const FIELDS = ['error', 'code', 'at'] as const;
type Fields = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;

export interface Log extends Record<Exclude<LogLevel, 'silent'>, (sentence: string, fields?: Fields) => void> {
  /** Logs the kind, code and source line of an error. Its message is omitted: it may quote people. */
  fault(sentence: string, error: unknown): void;
}

interface LogOptions {
  readonly level: LogLevel;
  readonly isPlain: boolean;
  write(line: string): void;
}

const ROOT = pathToFileURL(import.meta.dirname).href;
const require = createRequire(import.meta.url);

/** Loads the logging library with the first entry: a terminal rarely logs anything. */
export function createLog({ level, isPlain, write }: LogOptions): Log {
  let logger: Logger | null = null;
  const entry =
    (kind: Exclude<LogLevel, 'silent'>) =>
    (sentence: string, fields: Fields = {}): void => {
      if (LOG_LEVELS.indexOf(kind) < LOG_LEVELS.indexOf(level)) return;
      logger ??= open();
      logger[kind](fields, sentence);
    };

  function open(): Logger {
    const { pino }: typeof import('pino') = require('pino');
    const options = {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }), log: allowed },
    };
    return pino(options, { write: (line: string) => write(isPlain ? plain(line) : line) });
  }

  const error = entry('error');
  return {
    debug: entry('debug'),
    info: entry('info'),
    warn: entry('warn'),
    error,
    fault: (sentence, thrown) => error(sentence, fieldsOf(thrown)),
  };
}

function allowed(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(FIELDS.flatMap((field) => (entry[field] === undefined ? [] : [[field, entry[field]]])));
}

function plain(line: string): string {
  const { msg, ...entry } = JSON.parse(line);
  const fields = Object.entries(allowed(entry)).map(([field, value]) => `${field}: ${value}`);
  return `foreword: ${[msg, ...(fields.length > 0 ? [`(${fields.join(', ')})`] : [])].join(' ')}\n`;
}

function fieldsOf(thrown: unknown): Fields {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  const at = lineOfOurs(thrown);
  return { error: thrown.name, ...(code !== undefined && { code }), ...(at !== undefined && { at }) };
}

/** Returns our topmost stack frame, such as `turn/outcome.ts:12:3`. Skips the message, which precedes the frames. */
function lineOfOurs({ stack = '', message }: Error): string | undefined {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const frame = frames.find((line) => line.trimStart().startsWith('at ') && line.includes(ROOT));
  return frame?.slice(frame.indexOf(ROOT) + ROOT.length + 1).split(')')[0];
}
