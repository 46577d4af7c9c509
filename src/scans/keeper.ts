import type { Pace, Sleep } from './pace.js';
import type { SyncState } from './segments.js';
import type { ScanStore } from './store.js';
import type { Coverage, KeyValueStore, ListScans } from './types.js';
import type { Id } from '../client/types.js';

export interface KeeperOptions {
  qrCode: Id;
  store: KeyValueStore;
  list: ListScans;
  pace: Pace;
  /** Milliseconds since 1970. */
  now?: () => number;
  sleep?: Sleep;
  random?: () => number;
  /** Of all keys in the store; default `jsi:scans:`. */
  prefix?: string;
  /** Pages after which what was read is saved; default 25. */
  saveEvery?: number;
}

export interface RefreshOptions {
  /** Leaves this call; the sync itself stops when nobody waits for it any more. */
  signal?: AbortSignal;
  onProgress?: (coverage: Coverage) => void;
}

export interface ScanKeeper {
  /** The scans held now. Another object after `open` or `refresh` has loaded what another process saved. */
  readonly scans: ScanStore;
  readonly state: SyncState;
  readonly coverage: Coverage;
  /** Loads what the store has, where that is newer than what is in memory. */
  open(): Promise<void>;
  /** Counts what is new; where another process is at it, loads what that has saved. */
  refresh(options?: RefreshOptions): Promise<Coverage>;
}

export function createKeeper(options: KeeperOptions): ScanKeeper {
  throw new Error(String(options.qrCode));
}
