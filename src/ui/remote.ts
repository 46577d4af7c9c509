import { Task, TaskStatus } from '@lit/task';
import type { ReactiveController, ReactiveElement } from 'lit';
import type { Client } from '../client/client.js';
import { ClientError, ResponseError } from '../client/errors.js';
import { sharedClient } from '../client/shared.js';
import { endpointOf } from './endpoint.js';
import { JsiErrorEvent, JsiLoadEvent } from './events.js';

/** What an element must have to load data: the attributes that all four share. */
export interface RemoteHost extends ReactiveElement {
  endpoint: string | null;
  embedToken: string | null;
  client: Client | null;
}

export interface RemoteOptions<T, Key> {
  /** What is loaded; `null` = nothing to load. Compared by value. */
  key: () => Key | null;
  load: (client: Client, key: Key, signal: AbortSignal) => Promise<T>;
  /** Where the states `loading`, `empty` and `error` and `aria-busy` are shown; `null` = the element itself shows them. */
  internals: ElementInternals | null;
  isEmpty?: (data: T) => boolean;
}

type Source<Key> = readonly [key: Key | null, client: Client | string | null];

const left = Symbol('The element left the page.');

/**
 * Loads an element's data and gives it the four states: initial, loading, empty, error. A failed refresh keeps the last
 * good data; leaving the page aborts; coming back loads what was missed.
 */
export class Remote<T, Key extends string | number> implements ReactiveController {
  /** The last data that came for the current key. */
  data: T | undefined;
  error: ClientError | undefined;

  readonly #host: RemoteHost;
  readonly #options: RemoteOptions<T, Key>;
  readonly #task: Task<Source<Key>, T | undefined>;
  /** What the data was asked of: key, and client or endpoint. */
  #source: readonly unknown[] = [];

  constructor(host: RemoteHost, options: RemoteOptions<T, Key>) {
    this.#host = host;
    this.#options = options;
    this.#task = new Task(host, {
      args: () => this.#args(),
      task: (source, { signal }) => this.#load(source, signal),
      onComplete: (data) => this.#loaded(data),
      onError: (error) => this.#failed(error),
    });
    host.addController(this);
  }

  get loading(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Loads again; resolves when that has ended, well or not. */
  async reload(): Promise<void> {
    await this.#task.run().catch(() => undefined);
    await this.#host.updateComplete;
  }

  hostConnected(): void {
    // Aborted by a disconnect, or never started: the arguments have not changed, so the task would not run by itself.
    if (this.#host.hasUpdated && this.data === undefined && !this.loading) void this.reload();
  }

  hostDisconnected(): void {
    // Checked a microtask later: an element that is moved leaves and comes back within the same task.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#task.abort(left);
    });
  }

  hostUpdated(): void {
    const { internals, isEmpty } = this.#options;
    const { loading } = this;
    if (!internals) return;
    const states: Record<string, boolean> = {
      loading,
      error: !loading && this.error !== undefined,
      empty: !loading && this.data !== undefined && isEmpty?.(this.data) === true,
    };
    if (loading) this.#host.setAttribute('aria-busy', 'true');
    else this.#host.removeAttribute('aria-busy');
    for (const [state, on] of Object.entries(states)) {
      if (on) internals.states.add(state);
      else internals.states.delete(state);
    }
  }

  #args(): Source<Key> {
    const { client, embedToken } = this.#host;
    const key = this.#options.key();
    return [key, key === null ? null : (client ?? JSON.stringify([endpointOf(this.#host), embedToken]))];
  }

  async #load(source: Source<Key>, signal: AbortSignal): Promise<T | undefined> {
    const [key] = source;
    if (source.some((part, index) => part !== this.#source[index])) {
      // Data of another key or endpoint must not be shown for this one while it loads.
      this.data = undefined;
      this.error = undefined;
      this.#source = source;
    }
    if (key === null) return undefined;
    const client = this.#host.client ?? sharedClient(endpointOf(this.#host), this.#host.embedToken);
    return this.#options.load(client, key, signal);
  }

  #loaded(data: T | undefined): void {
    this.data = data;
    this.error = undefined;
    if (data !== undefined) this.#host.dispatchEvent(new JsiLoadEvent(data));
  }

  #failed(error: unknown): void {
    if (error === left) return;
    this.error = error instanceof ClientError ? error : new ResponseError(String(error), { cause: error });
    this.#host.dispatchEvent(new JsiErrorEvent(this.error));
  }
}
