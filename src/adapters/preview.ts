/** Previews of letters that are being written: a message that is edited as the letter grows. */
import { setTimeout as sleep } from 'node:timers/promises';

interface PreviewOptions<Key, Message> {
  /** What is known of a preview before its first request. */
  newMessage(): Message;
  /** One request to the platform. A rejection skips this version of the text. */
  show(key: Key, message: Message, text: string): Promise<unknown>;
  /** Milliseconds between the end of a request and the next one. */
  pause(): number;
  /** Milliseconds after which an unchanged text is shown again, as the platform drops it; null: it stays. */
  refresh?(): number | null;
}

/** Shows at a rate that the platform allows: versions that come too fast are skipped, the newest is always shown. */
export function createPreviews<Key, Message>({ newMessage, show, pause, refresh }: PreviewOptions<Key, Message>) {
  interface Preview {
    readonly message: Message;
    text: string;
    shown: string;
    request: Promise<unknown>;
    isBusy: boolean;
    again?: NodeJS.Timeout;
  }
  const newPreview = (): Preview => ({
    message: newMessage(),
    text: '',
    shown: '',
    request: Promise.resolve(),
    isBusy: false,
  });
  const previews = new Map<Key, Preview>();

  async function run(key: Key, preview: Preview): Promise<void> {
    clearTimeout(preview.again);
    preview.isBusy = true;
    while (previews.get(key) === preview && preview.text !== preview.shown) {
      preview.shown = preview.text;
      preview.request = show(key, preview.message, preview.text).catch(() => undefined);
      await preview.request;
      await sleep(pause(), undefined, { ref: false });
    }
    preview.isBusy = false;
    const after = refresh?.() ?? null;
    if (after === null || previews.get(key) !== preview) return;
    preview.again = setTimeout(() => {
      preview.shown = '';
      void run(key, preview);
    }, after).unref();
  }

  return {
    /** Shows the text now, or after the pause. Returns at once. */
    update(key: Key, text: string): void {
      const preview = previews.get(key) ?? newPreview();
      previews.set(key, preview);
      preview.text = text;
      if (!preview.isBusy) void run(key, preview);
    },
    /** Waits for the request under way: arriving late, it would overwrite the letter. @returns the preview's message */
    async end(key: Key): Promise<Message | undefined> {
      const preview = previews.get(key);
      previews.delete(key);
      clearTimeout(preview?.again);
      await preview?.request;
      return preview?.message;
    },
  };
}
