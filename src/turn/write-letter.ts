/**
 * Letters are written beside the turns, each for a job that came about in the transaction of the turn that asked for it.
 * What was written comes in like an event, as a turn of its place: only for the letter that is waited for then, and only
 * from whoever holds the job.
 */
import { PLATFORMS, type Place, type Platform, platformOf } from '../adapters/contract.ts';
import { PlaceQueue, typingWhile } from '../adapters/place-queue.ts';
import { composeLetter, type LetterRequest } from '../letter/compose.ts';
import { noteOf } from '../letter/note.ts';
import { clean, type Workshop, type Writer } from '../letter/writer.ts';
import type { InterviewContext } from '../machine/context.ts';
import { waitsFor } from '../machine/interview.ts';
import { thaw } from '../machine/saved.ts';
import { StoreFailure } from '../store/failure.ts';
import type { Job } from '../store/store.ts';
import { crashPoint } from './crash-points.ts';
import type { Delivery } from './deliver.ts';
import { namesFormer } from './former.ts';
import type { Outages } from './outage.ts';
import { type Asked, type Note, type Outcome, turnOf } from './outcome.ts';
import type { Parts } from './parts.ts';

interface LetterParts extends Omit<Parts, 'reader'> {
  /** The turns of a place. */
  readonly queue: PlaceQueue;
  readonly outages: Outages;
  readonly deliver: Delivery['deliver'];
}

/** A letter that took so many processes down with it is given up, so that it does not take every next one as well. */
const ATTEMPTS_AT_MOST = 20;
/** Attempts at a turn that another process overtakes each time. */
export const OVERTAKEN_AT_MOST = 5;
/** Of a queue that others share: the rest is for them, and takes no attempt where this process dies. */
const AT_ONCE = 8;
/** Milliseconds between two looks for letters that no process is at, and after a failure. */
const LOOK_MS = 2_000;
/** Milliseconds until somebody is shown that something is being written, and until again, as it fades. */
export const BUSY = [500, 4_000] as const;

export function createLetters(parts: LetterParts) {
  const { store, queue, adapterFor, onFault } = parts;
  const { lasting } = parts.outages;
  const { jobs } = store;
  /** What is under way for the letter of a place. */
  const work = new PlaceQueue();
  const underWay = new Map<Place, AbortController>();
  const taking = new Map<Platform, Promise<void>>();
  const atMost = jobs.patience === null ? Number.POSITIVE_INFINITY : AT_ONCE;
  let taken = 0;
  /** Places that asked here. What was written for others is said once they speak, unless all are resumed. */
  const asking = new Set<Place>();
  /** Further tries after a failure. */
  const later = new Map<Platform, NodeJS.Timeout>();
  let isEverywhere = false;
  /** Takes no letter any more, or never did. */
  let isStopped = parts.isWriting === false;
  let watching: NodeJS.Timeout | undefined;

  function call(place: Place, before: Promise<void>): void {
    if (isStopped) return;
    if (!isEverywhere) asking.add(place);
    const took = before.then(() => take(platformOf(place)));
    void work.run(place, () => took);
  }

  /** Takes what waits on a platform, as far as there is room. One at a time, so that who waits for it to be over knows what was taken. */
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

  /** Whatever platform the next one is of. */
  function left(): void {
    taken -= 1;
    if (taken === atMost - 1) for (const platform of taking.keys()) void take(platform);
  }

  /** Never throws: a letter that can't be brought in is tried again, and costs no call of a model twice. */
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
    const asked = await askedFor(job);
    if (!asked) return jobs.drop(job);
    const { sheet, edits, draft, wish, former } = asked.state.context;
    const request = { sheet, edits, draft, wish, date: parts.now() };
    const written = await withoutFormer(await writtenOrNull(request, job, stopped), request, former);
    if (stopped.aborted) return adapterFor(job.place)?.grow?.(job.place, null).catch(onFault);
    let isUncertain = false;
    const brought = async () => {
      await bring(job, written);
      // It may have been brought in without an answer; then nothing of it was said.
      if (isUncertain) await parts.deliver(job.place);
    };
    await queue.run(job.place, () =>
      lasting(
        // Or another process would find it unsent, and say it as well.
        () => store.exclusively(job.place, brought),
        () => {
          isUncertain = true;
        },
      ),
    );
  }

  /** The interview, where it still waits for the letter of this job. */
  async function askedFor({ place, version }: Job): Promise<Asked | null> {
    const kept = await store.load(place);
    const state = kept ? thaw(kept.saved) : null;
    return kept && state && waitsFor(state) === version ? { kept, state } : null;
  }

  async function writtenOrNull(request: LetterRequest, job: Job, stopped: AbortSignal): Promise<Outcome> {
    if (job.attempt >= ATTEMPTS_AT_MOST || stopped.aborted) return null;
    const { place, version } = job;
    const adapter = adapterFor(place);
    const isOver = new Promise<null>((resolve) => stopped.addEventListener('abort', () => resolve(null)));
    const show = () => void adapter?.busy?.(place).catch(onFault);
    try {
      const workshop: Workshop = {
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
      const { writer } = parts;
      const writing =
        wish?.kind === 'note'
          ? noteFrom(request, workshop, writer)
          : draft && wish && writer.change
            ? writer.change({ ...request, draft, wish }, workshop)
            : writer.write(request, workshop);
      return await typingWhile(Promise.race([writing, isOver]), show, BUSY);
    } catch (error) {
      // No fault of the writer's: it is tried again, and goes on from what was kept.
      if (error instanceof StoreFailure) throw error;
      onFault(error);
      return null;
    }
  }

  /** Brings in what was written, or that nothing could be, among the turns of the place. */
  async function bring(job: Job, written: Outcome): Promise<void> {
    const { place, version } = job;
    for (let attempt = 0; attempt < OVERTAKEN_AT_MOST; attempt += 1) {
      const asked = await askedFor(job);
      if (!asked) return jobs.drop(job);
      const { count } = await store.editions(place);
      // They only give the file its name: no row that can't be read blocks the next letter.
      const letters = await store.letters(place).catch(() => []);
      crashPoint('letter.before-commit');
      const isSpent = parts.tokens?.isSpent() === true;
      const turn = turnOf(job, asked, written, { isFirst: count === 0, letters, now: parts.now(), isSpent });
      if ((await store.commit(turn)) === 'committed') {
        crashPoint('letter.committed');
        if (!written) parts.onLetter?.('failed');
        else if ('letter' in written) parts.onLetter?.(written.draft === null ? 'template' : 'model');
        if (isEverywhere || asking.has(place)) await parts.deliver(place);
        return;
      }
      // Another turn came first, or it is somebody else's letter by now.
      if (!(await jobs.hold(job))) return;
    }
    throw new Error(`the letter ${version} was overtaken each time`);
  }

  /** For the letters of processes that die from now on. */
  function watch(): void {
    if (jobs.patience === null || isStopped) return;
    const here = PLATFORMS.filter((platform) => adapterFor(`${platform}:`) !== undefined);
    watching ??= setInterval(() => here.forEach((platform) => void take(platform)), LOOK_MS).unref();
  }

  /** For an interview that an earlier process left, or another version of the program. */
  async function want(place: Place): Promise<void> {
    const kept = await store.load(place);
    const state = kept ? thaw(kept.saved) : null;
    const letter = state ? waitsFor(state) : null;
    if (kept && letter !== null) await jobs.want(place, letter, kept.version);
  }

  return {
    /** A turn that is committed asked for a letter: it is begun at once. */
    begin: (place: Place) => call(place, Promise.resolve()),
    /** A turn found the place waiting for a letter: it is begun as well, unless somebody is at it. */
    goOn(place: Place): void {
      if (!underWay.has(place)) call(place, want(place).catch(onFault));
    },
    /** The place waits no more. What is being written for it is broken off. */
    abandon: (place: Place) => underWay.get(place)?.abort(),
    /** Settles when nothing is being written for the place here. */
    settled: (place: Place) => work.settled(place),
    /** Goes on with every letter that nobody is at, now and from now on, and delivers it unasked. It may be tried again. */
    async resume(): Promise<void> {
      isEverywhere = true;
      watch();
      const waiting = (await store.placesIn('writing')).filter((place) => adapterFor(place) !== undefined);
      for (const place of waiting) await want(place);
      await Promise.all([...new Set(waiting.map(platformOf))].map(take));
    },
    /** Breaks off everything, for the next process. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(watching);
      for (const stop of underWay.values()) stop.abort();
      await Promise.all(taking.values());
      await work.idle();
    },
  };
}

/** A model's letter that names an earlier application is not sent: one of the candidate's own sentences is. */
async function withoutFormer(written: Outcome, request: LetterRequest, former?: InterviewContext['former']) {
  const isNew = written && 'letter' in written && written.draft !== null && !request.draft;
  if (!isNew || !(await namesFormer(written.letter, request, former))) return written;
  const letter = clean(composeLetter(request), request.sheet);
  return letter && { ...written, letter, draft: null, kept: 0 };
}

/** Where no model's note holds, it is made of the candidate's own sentences. */
async function noteFrom(request: LetterRequest, workshop: Workshop, writer: Writer): Promise<Note> {
  const { sheet, edits, date } = request;
  const note = (await writer.note?.(request, workshop)) ?? noteOf(composeLetter({ sheet, edits, date }), sheet);
  return { note };
}
