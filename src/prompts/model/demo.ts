/** What `npm run demo` says around the recorded interview. */

/** @param about who is interviewed, a sentence */
export function demoBegins(about: string): string {
  return `This is a recording, played through the real program. ${about}`;
}

export const DEMO_KEYS = 'Enter skips a pause, Ctrl-C ends it.';

export const DEMO_ENDS =
  'That was a recording, and nothing of it is kept. For an interview like this with your own model, see "A model" in README.md: take a key or start a local server such as Ollama, then run npm start.';
