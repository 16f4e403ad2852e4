/**
 * Points at which a chaos run (`npm run chaos`) lets the process die as by kill -9. Only that run sets the variable, and it
 * is read only here: `CRASH_AT=turn.committed:3` is the end when that point is passed for the third time.
 */
export const CRASH_POINTS = [
  'text.held',
  'turn.before-commit',
  'turn.committed',
  'message.before-send',
  'message.sent',
  'message.marked',
  'letter.claimed',
  'letter.answered',
  'letter.kept',
  'letter.before-commit',
  'letter.committed',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

const [point, passes] = (process.env.CRASH_AT ?? '').split(':');
let left = Number(passes);

/** Ends the process here, if this is the point of a chaos run. */
export function crashPoint(name: CrashPoint): void {
  if (name !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
