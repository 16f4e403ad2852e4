/**
 * Faults that discord.js leaves to nobody. It throws in its own handlers in some orders of events, such as a session that
 * is declared invalid right after it was resumed, and Node ends a process for that; the connection recovers without it.
 */

/** Frames of the library and of what it is built on. */
const LIBRARY = /node_modules[\\/](?:discord\.js|@discordjs|@vladfrangu|@sapphire|ws)[\\/]/;

/** Until the function that it gives is called, faults of the library are only reported; those of others end the process. */
export function guard(onFault: (error: unknown) => void): () => void {
  const rejected = (error: unknown) => {
    // Thrown from here it is an exception like any other.
    if (!isLibrarys(error)) throw error;
    onFault(error);
  };
  const thrown = (error: unknown) => {
    if (isLibrarys(error)) return onFault(error);
    process.removeListener('uncaughtException', thrown);
    throw error;
  };
  process.on('unhandledRejection', rejected);
  process.on('uncaughtException', thrown);
  return () => {
    process.removeListener('unhandledRejection', rejected);
    process.removeListener('uncaughtException', thrown);
  };
}

/** Whether it was thrown in the library: the frame at the top tells, as ours are below it where ours called. */
function isLibrarys(error: unknown): boolean {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const first = frames.find((line) => !line.includes('node:'));
  // A connection that broke is told without a frame of whoever held it.
  if (first === undefined) return error instanceof Error && 'syscall' in error;
  return LIBRARY.test(first);
}
