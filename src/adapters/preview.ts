/** Previews of letters that are being written: a message that is edited as the letter grows. */
import { setTimeout as sleep } from 'node:timers/promises';

interface PreviewOptions<Key, Message> {
  /** What is known of a preview before its first request. */
  newMessage(): Message;
  /** One request to the platform. A rejection skips this version of the text. */
  show(key: Key, message: Message, text: string): Promise<unknown>;
  /** Milliseconds between the end of a request and the next one. */
  pause(): number;
}

/** Shows at a rate that the platform allows: versions that come too fast are skipped, the newest is always shown. */
export function createPreviews<Key, Message>({ newMessage, show, pause }: PreviewOptions<Key, Message>) {
  const newPreview = () => {
    const request: Promise<unknown> = Promise.resolve();
    return { text: '', shown: '', message: newMessage(), request, isBusy: false };
  };
  const previews = new Map<Key, ReturnType<typeof newPreview>>();

  async function run(key: Key, preview: ReturnType<typeof newPreview>): Promise<void> {
    preview.isBusy = true;
    while (previews.get(key) === preview && preview.text !== preview.shown) {
      preview.shown = preview.text;
      preview.request = show(key, preview.message, preview.text).catch(() => undefined);
      await preview.request;
      await sleep(pause(), undefined, { ref: false });
    }
    preview.isBusy = false;
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
      await preview?.request;
      return preview?.message;
    },
  };
}
