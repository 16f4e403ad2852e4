/**
 * Points at which a chaos run (`npm run chaos`) kills the process, as with kill -9. `CRASH_AT=turn.committed:3` kills
 * it when it passes that point for the third time.
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

/** Kills the process if this is the configured crash point. */
export function crashPoint(name: CrashPoint): void {
  if (name !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
