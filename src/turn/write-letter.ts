/**
 * Writes letters in the background. The turn that requests a letter creates its job in the same transaction. The result
 * is committed as a turn, if the interview still waits for this letter and this process still holds the job.
 */
import { type Place, type Platform, platformOf } from '../adapters/contract.ts';
import { PlaceQueue, typingWhile } from '../adapters/place-queue.ts';
import { composeLetter, type LetterRequest } from '../letter/compose.ts';
import { clean, noteOf, templateWriter, type Writer, type WriterServices } from '../letter/writer.ts';
import type { InterviewContext } from '../machine/context.ts';
import { awaitedLetter } from '../machine/interview.ts';
import { deserialize } from '../machine/saved.ts';
import { StoreFailure } from '../store/database-errors.ts';
import type { Job } from '../store/store.ts';
import { crashPoint } from './crash-points.ts';
import type { Delivery } from './deliver.ts';
import { platformsHere, type TurnDependencies } from './dependencies.ts';
import { mentionsFormerName } from './name-questions.ts';
import type { Outages } from './outage.ts';
import { type AwaitedLetter, type LetterOutcome, turnOf } from './outcome.ts';

interface LetterParts extends Omit<TurnDependencies, 'reader'> {
  readonly queue: PlaceQueue;
  readonly outages: Outages;
  readonly deliver: Delivery['deliver'];
}

/** Attempts per letter, in case it crashes each process that writes it: the last of them need no model. */
const ATTEMPTS_AT_MOST = { usual: 20, all: 25 };
/** Attempts per turn, if other turns overtake it. */
export const OVERTAKEN_AT_MOST = 5;
/** Maximum jobs held at once if other processes share the queue. Leaves the rest to them, without a lost attempt. */
const AT_ONCE = 8;
/** Milliseconds between polls for abandoned jobs, and before a retry. */
const LOOK_MS = 2_000;
/** Milliseconds until the typing indicator is shown, and between repeats, as it fades. */
export const BUSY = [500, 4_000] as const;

export function createLetters(parts: LetterParts) {
  const { store, queue, adapterFor, onFault } = parts;
  const { lasting } = parts.outages;
  const { jobs } = store;
  /** Running work on letters, by place. */
  const work = new PlaceQueue();
  const underWay = new Map<Place, AbortController>();
  const taking = new Map<Platform, Promise<void>>();
  const atMost = jobs.patience === null ? Number.POSITIVE_INFINITY : AT_ONCE;
  let taken = 0;
  /** Places that requested a letter here. Letters for others are sent when the person writes, unless after `resume`. */
  const asking = new Set<Place>();
  const later = new Map<Platform, NodeJS.Timeout>();
  let isEverywhere = false;
  /** True after `stop`, and if another process writes the letters. */
  let isStopped = parts.isWriting === false;
  let watching: NodeJS.Timeout | undefined;

  function call(place: Place, before: Promise<void>): void {
    if (isStopped) return;
    if (!isEverywhere) asking.add(place);
    const took = before.then(() => take(platformOf(place)));
    void work.run(place, () => took);
  }

  /** Claims the jobs of a platform while there is room. Calls run in series, so the promise covers what was claimed. */
  function take(platform: Platform): Promise<void> {
    const took = (taking.get(platform) ?? Promise.resolve())
      .then(() => takeAll(platform))
      .catch((error: unknown) => failed(platform, error));
    taking.set(platform, took);
    return took;
  }

  async function takeAll(platform: Platform): Promise<void> {
    while (!isStopped && taken < atMost) {
      const job = await jobs.claim(platform);
      if (!job) return;
      crashPoint('letter.claimed');
      taken += 1;
      void work.run(job.place, () => perform(job)).then(left);
    }
  }

  /** Makes room for a job of any platform. */
  function left(): void {
    taken -= 1;
    if (taken === atMost - 1) for (const platform of taking.keys()) void take(platform);
  }

  /** Never throws. A letter that can't be committed is retried, without paying for a model call twice. */
  async function perform(job: Job): Promise<void> {
    const stop = new AbortController();
    underWay.set(job.place, stop);
    const holding = jobs.patience === null ? undefined : setInterval(() => void hold(job, stop), jobs.patience / 3);
    try {
      if (!isStopped) await write(job, stop.signal);
      if (isStopped || stop.signal.aborted) await jobs.release(job);
    } catch (error) {
      failed(platformOf(job.place), error);
      await jobs.release(job).catch(onFault);
    } finally {
      clearInterval(holding);
      underWay.delete(job.place);
    }
  }

  async function hold(job: Job, stop: AbortController): Promise<void> {
    const isOurs = await jobs.hold(job).catch(() => true);
    if (!isOurs) stop.abort();
  }

  function failed(platform: Platform, error: unknown): void {
    onFault(error);
    clearTimeout(later.get(platform));
    later.set(platform, setTimeout(() => void take(platform), LOOK_MS).unref());
  }

  async function write(job: Job, stopped: AbortSignal): Promise<void> {
    const asked = await awaiting(job.place);
    if (asked?.version !== job.version) return jobs.drop(job);
    const { sheet, edits, draft, wish, former } = asked.state.context;
    const request = { sheet, edits, draft, wish, date: parts.now() };
    const written = withoutFormer(await writtenOrNull(request, job, stopped), request, former);
    if (stopped.aborted) return adapterFor(job.place)?.grow?.(job.place, null).catch(onFault);
    let isUncertain = false;
    const brought = async () => {
      await bring(job, written);
      // An earlier attempt may have committed without a reply; then its messages are unsent.
      if (isUncertain) await parts.deliver(job.place);
    };
    await queue.run(job.place, () =>
      lasting(
        // Otherwise another process could find the messages unsent, and send them too.
        () => store.exclusively(job.place, brought),
        () => {
          isUncertain = true;
        },
      ),
    );
  }

  /** Returns the interview of a place if it waits for a letter, which may be a later one than that of a job. */
  async function awaiting(place: Place): Promise<AwaitedLetter | null> {
    const kept = await store.load(place);
    const state = kept && deserialize(kept.saved);
    const version = state && awaitedLetter(state);
    return kept && state && version !== null ? { kept, state, version } : null;
  }

  async function writtenOrNull(request: LetterRequest, job: Job, stopped: AbortSignal): Promise<LetterOutcome> {
    const isLastResort = job.attempt >= ATTEMPTS_AT_MOST.usual;
    // A letter that can't be changed stays as it is.
    if (stopped.aborted || job.attempt >= ATTEMPTS_AT_MOST.all || (isLastResort && request.draft)) return null;
    const { place, version } = job;
    const adapter = adapterFor(place);
    const isOver = new Promise<null>((resolve) => stopped.addEventListener('abort', () => resolve(null)));
    const show = () => void adapter?.busy?.(place).catch(onFault);
    try {
      const workshop: WriterServices = {
        recall: (step) => store.recall({ place, version, step }),
        keep: async (step, raw) => {
          if (stopped.aborted) return;
          crashPoint('letter.answered');
          await lasting(() => store.keep({ place, version, step }, raw, job));
          crashPoint('letter.kept');
        },
        grown(text) {
          if (!stopped.aborted) adapter?.grow?.(place, text).catch(onFault);
        },
        stopped,
      };
      const { draft, wish } = request;
      const writer = isLastResort ? templateWriter : parts.writer;
      const writing =
        wish?.kind === 'note'
          ? noteFrom(request, workshop, writer)
          : draft && wish && writer.change
            ? writer.change({ ...request, draft, wish }, workshop)
            : writer.write(request, workshop);
      return await typingWhile(Promise.race([writing, isOver]), show, BUSY);
    } catch (error) {
      // Not an error of the writer: retried, continuing from the stored answers.
      if (error instanceof StoreFailure) throw error;
      onFault(error);
      return null;
    }
  }

  /** Commits the result, or the failure, as a turn of the place. */
  async function bring(job: Job, written: LetterOutcome): Promise<void> {
    const { place, version } = job;
    for (let attempt = 0; attempt < OVERTAKEN_AT_MOST; attempt += 1) {
      const asked = await awaiting(place);
      if (asked?.version !== version) return jobs.drop(job);
      // An unreadable row must not block the letter.
      const letters = await store.letters(place).catch(() => []);
      crashPoint('letter.before-commit');
      const isSpent = parts.tokens?.isSpent() === true;
      const hasModel = parts.writer !== templateWriter;
      const turn = turnOf(job, asked, written, { letters, now: parts.now(), hasModel, isSpent });
      if ((await store.commit(turn)) === 'committed') {
        crashPoint('letter.committed');
        if (!written) parts.onLetter?.('failed');
        else if ('letter' in written) parts.onLetter?.(written.draft === null ? 'template' : 'model');
        if (isEverywhere || asking.has(place)) await parts.deliver(place);
        return;
      }
      // Another turn committed first, or another process holds the job now.
      if (!(await jobs.hold(job))) return;
    }
    throw new Error(`the letter ${version} was overtaken each time`);
  }

  /** Polls for jobs of processes that die from now on. */
  function watch(): void {
    if (jobs.patience === null || isStopped) return;
    const here = platformsHere(parts);
    watching ??= setInterval(() => here.forEach((platform) => void take(platform)), LOOK_MS).unref();
  }

  /** Creates the missing job of an interview that an earlier process, or another version of the program, left. */
  async function want(place: Place): Promise<void> {
    const asked = await awaiting(place);
    if (asked) await jobs.want(place, asked.version, asked.kept.version);
  }

  return {
    /** Starts the letter that a committed turn requested. */
    begin: (place: Place) => call(place, Promise.resolve()),
    /** Starts the letter that a turn found awaited, unless it is in progress here. */
    goOn(place: Place): void {
      if (!underWay.has(place)) call(place, want(place).catch(onFault));
    },
    /** Aborts the letter of a place that no longer waits for it. */
    abandon: (place: Place) => underWay.get(place)?.abort(),
    /** Resolves when no letter for the place is in progress here. */
    settled: (place: Place) => work.settled(place),
    /** Continues all abandoned letters, now and from now on, and sends them at once. Can be retried. */
    async resume(): Promise<void> {
      isEverywhere = true;
      watch();
      const waiting = (await store.placesWriting()).filter((place) => adapterFor(place) !== undefined);
      for (const place of waiting) await want(place);
      await Promise.all([...new Set(waiting.map(platformOf))].map(take));
    },
    /** Aborts all letters. The next process continues them. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(watching);
      for (const stop of underWay.values()) stop.abort();
      await Promise.all(taking.values());
      await work.idle();
    },
  };
}

/** Replaces a model's letter that names an earlier application by the template letter. */
function withoutFormer(written: LetterOutcome, request: LetterRequest, former?: InterviewContext['former']) {
  const isNew = written && 'letter' in written && written.draft !== null && !request.draft;
  if (!isNew || !mentionsFormerName(written.letter, request, former)) return written;
  const letter = clean(composeLetter(request), request.sheet);
  return letter && { ...written, letter, draft: null, refused: [] };
}

/** Returns the model's note, or one made of the candidate's own sentences if there is none. */
async function noteFrom(request: LetterRequest, workshop: WriterServices, writer: Writer) {
  const { sheet, edits, date } = request;
  const note = (await writer.note?.(request, workshop)) ?? noteOf(composeLetter({ sheet, edits, date }), sheet);
  return { note };
}
