/** Live previews of letters in progress. */
import { setTimeout as sleep } from 'node:timers/promises';

interface PreviewOptions<Key> {
  /** One request to the platform. A rejection skips this version of the text. */
  show(key: Key, text: string): Promise<unknown>;
  /** Milliseconds between the end of a request and the next one. */
  readonly pause: number;
  /** Milliseconds until an unchanged text is shown again, for platforms that drop it; omitted for others. */
  readonly refresh?: number;
}

interface Preview {
  text: string;
  shown: string;
  request: Promise<unknown>;
  isBusy: boolean;
  again?: NodeJS.Timeout;
}

/** Rate-limits previews: skips versions that come too fast, but always shows the newest. */
export function createPreviews<Key>({ show, pause, refresh }: PreviewOptions<Key>) {
  const previews = new Map<Key, Preview>();

  async function run(key: Key, preview: Preview): Promise<void> {
    clearTimeout(preview.again);
    preview.isBusy = true;
    while (previews.get(key) === preview && preview.text !== preview.shown) {
      preview.shown = preview.text;
      preview.request = show(key, preview.text).catch(() => undefined);
      await preview.request;
      await sleep(pause, undefined, { ref: false });
    }
    preview.isBusy = false;
    if (refresh === undefined || previews.get(key) !== preview) return;
    preview.again = setTimeout(() => {
      preview.shown = '';
      void run(key, preview);
    }, refresh).unref();
  }

  return {
    /** Shows the text now or after the pause. Returns at once. */
    update(key: Key, text: string): void {
      const preview = previews.get(key) ?? { text, shown: '', request: Promise.resolve(), isBusy: false };
      previews.set(key, preview);
      preview.text = text;
      if (!preview.isBusy) void run(key, preview);
    },
    /** Ends the preview and waits for a request in progress, which would otherwise overwrite the letter. */
    async end(key: Key): Promise<void> {
      const preview = previews.get(key);
      previews.delete(key);
      clearTimeout(preview?.again);
      await preview?.request;
    },
  };
}
