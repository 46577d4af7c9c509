import type { Id } from '../client/types.js';
import { createKeeper, type ScanKeeper } from '../scans/keeper.js';
import { Pace } from '../scans/pace.js';
import { rollup } from '../scans/rollup.js';
import type { Coverage, KeyValueStore, Rollup, RollupQuestion } from '../scans/types.js';
import type { Refusal } from './answer.js';
import { settleQuestion } from './rollup-query.js';
import { scanKeys, type ScanKeys } from './scan-keys.js';
import { listScans, paced, totalOf } from './scan-list.js';
import type { UpstreamOptions } from './upstream.js';

export interface ScanServiceOptions {
  upstream: UpstreamOptions;
  /** The token that scans are read with. */
  token: string;
  store: KeyValueStore;
  /** Seconds. */
  freshFor: number;
  /** Milliseconds. */
  patience: number;
  waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /** Milliseconds after which a long count is interrupted for a look at the newest scans; default 5 minutes. */
  round?: number;
}

/** What is known of one code. */
interface Entry {
  keeper: ScanKeeper;
  opened: Promise<void>;
  /** The refresh that is running, and when it began. */
  running: { done: Promise<void>; since: number } | null;
  /** When the last refresh ended. */
  triedAt: number;
  /** Of the last answer to the list, where that was none. */
  refusal: Refusal | null;
  /** Whether the API has ever shown these scans to this proxy's token. */
  admitted: boolean;
  /** As the summary has it, where the list does not say. */
  total: number | null;
}

/** Codes whose scans are held in memory; of others they are in the store. */
const MAX_CODES = 200;
/** Scans of all of these, at about 40 bytes each. */
const MAX_SCANS = 3_000_000;
/** Seconds until a code is looked at again of which nothing, or not all, is counted. */
const RETRY = 5;
const ROUND = 5 * 60_000;

/** Answers from scans that it keeps: it asks the API for the new ones only, and never twice at the same time. */
export class ScanService {
  readonly #options: ScanServiceOptions;
  readonly #upstream: UpstreamOptions;
  readonly #pace = new Pace();
  /** In the order in which they were last asked for. */
  readonly #entries = new Map<Id, Entry>();
  #keys: Promise<ScanKeys> | null = null;

  constructor(options: ScanServiceOptions) {
    this.#options = options;
    this.#upstream = paced(options.upstream, this.#pace);
  }

  /**
   * The answer from what is counted now; where that is older than `freshFor`, after waiting `patience` for newer.
   * @throws {Refusal} the API's, where there is nothing to answer from
   */
  async rollup(qrCode: Id, question: RollupQuestion, shown: { minCell: number; changes: boolean }): Promise<Rollup> {
    const entry = await this.#entryOf(qrCode);
    await entry.opened;
    if (this.#isDue(entry)) this.#refresh(qrCode, entry);
    await this.#patience(entry);
    await this.#admit(qrCode, entry);
    const { keeper, refusal } = entry;
    if (keeper.state.asOf === null && refusal && refusal.status !== 429) throw refusal;
    const now = new Date();
    const settled = settleQuestion(question, keeper.scans, now);
    const answer = rollup(keeper.scans, settled, { now, coverage: this.#coverageOf(entry), ...shown });
    // By the name that was asked for: to its reader, Asia/Kolkata is not Asia/Calcutta.
    return { ...answer, timeZone: question.timeZone };
  }

  #coverageOf({ keeper, total, running }: Entry): Coverage {
    const { coverage } = keeper;
    // A pause is one for all codes: it may have come from another's.
    const until = running ? this.#pace.resumesAt : null;
    return { ...coverage, total: coverage.total ?? total, ...(until !== null && { resumesAt: new Date(until).toISOString() }) };
  }

  async #entryOf(qrCode: Id): Promise<Entry> {
    const { scans: prefix } = await this.#keysOf();
    const known = this.#entries.get(qrCode);
    this.#entries.delete(qrCode);
    const entry = known ?? this.#makeEntry(qrCode, prefix);
    this.#entries.set(qrCode, entry);
    this.#forget(entry);
    return entry;
  }

  #makeEntry(qrCode: Id, prefix: string): Entry {
    const list = listScans(qrCode, this.#upstream, {
      answered: () => {
        entry.refusal = null;
        if (!entry.admitted) this.#remember(qrCode, entry);
      },
      refused: (refusal) => (entry.refusal = refusal),
    });
    const keeper = createKeeper({ qrCode, store: this.#options.store, list, pace: this.#pace, prefix });
    const entry: Entry = {
      keeper,
      opened: keeper.open(),
      running: null,
      triedAt: -Infinity,
      refusal: null,
      admitted: false,
      total: null,
    };
    // A store that was away may be back for the next request.
    entry.opened.catch(() => this.#entries.delete(qrCode));
    return entry;
  }

  #isDue({ keeper, running, triedAt }: Entry): boolean {
    const { asOf } = keeper.state;
    const { since, stopped } = keeper.coverage;
    // What is not counted yet, another proxy may be counting.
    const soon = asOf === null || (since !== null && stopped === undefined);
    const wait = soon ? Math.min(RETRY, this.#options.freshFor) : this.#options.freshFor;
    return !running && Date.now() - Math.max(asOf ?? -Infinity, triedAt) >= wait * 1000;
  }

  #refresh(qrCode: Id, entry: Entry): void {
    const work = async () => {
      await this.#count(entry.keeper);
      if (entry.keeper.coverage.total === null && !entry.refusal) entry.total = await totalOf(qrCode, this.#upstream);
      entry.triedAt = Date.now();
      entry.running = null;
    };
    const done = work();
    entry.running = { done, since: Date.now() };
    this.#options.waitUntil?.(done);
  }

  /** Counts until all is counted. What goes wrong with the API is in the coverage; with the store, the next request meets it too. */
  async #count(keeper: ScanKeeper): Promise<void> {
    for (;;) {
      const round = AbortSignal.timeout(this.#options.round ?? ROUND);
      try {
        await keeper.refresh({ signal: round });
        return;
      } catch {
        if (!round.aborted) return;
      }
    }
  }

  /** Whoever comes while a refresh is running waits no longer than its first visitor. */
  async #patience({ running }: Entry): Promise<void> {
    if (!running) return;
    const left = running.since + this.#options.patience - Date.now();
    if (left <= 0) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([running.done, new Promise((over) => (timer = setTimeout(over, left)))]);
    clearTimeout(timer);
  }

  /**
   * Scans in a shared store may be another account's: they are shown once the API has shown them to this proxy's token, now or
   * in an earlier life. From then on also when it refuses, for they were this account's.
   * @throws {Refusal} the API's
   */
  async #admit(qrCode: Id, entry: Entry): Promise<void> {
    const { keeper } = entry;
    if (entry.admitted || (keeper.scans.size === 0 && keeper.state.asOf === null)) return;
    const { access } = await this.#keysOf();
    entry.admitted = (await this.#options.store.get(`${access}${qrCode}`)) !== null;
    if (entry.admitted) return;
    const list = listScans(qrCode, this.#upstream, {
      answered: () => this.#remember(qrCode, entry),
      refused: (refusal) => {
        throw refusal;
      },
    });
    await list({ page: 1, per_page: 1 }, new AbortController().signal);
  }

  #remember(qrCode: Id, entry: Entry): void {
    entry.admitted = true;
    const keep = async () => this.#options.store.set(`${(await this.#keysOf()).access}${qrCode}`, '1');
    keep().catch(() => undefined);
  }

  /** Lets go of what was not asked for the longest, unless it is at work. */
  #forget(current: Entry): void {
    let scans = 0;
    for (const { keeper } of this.#entries.values()) scans += keeper.scans.size;
    for (const [qrCode, entry] of this.#entries) {
      if (this.#entries.size <= MAX_CODES && scans <= MAX_SCANS) return;
      if (entry === current || entry.running) continue;
      this.#entries.delete(qrCode);
      scans -= entry.keeper.scans.size;
    }
  }

  #keysOf(): Promise<ScanKeys> {
    return (this.#keys ??= scanKeys(this.#options.upstream.upstream, this.#options.token));
  }
}
