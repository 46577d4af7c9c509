import type { ClientError } from '../client/errors.js';

/** An element shows data that it loaded. */
export class JsiLoadEvent<T = unknown> extends Event {
  readonly data: T;

  constructor(data: T) {
    super('jsi-load', { bubbles: true, composed: true });
    this.data = data;
  }
}

/** An element could not load its data, or not refresh it. */
export class JsiErrorEvent extends Event {
  readonly error: ClientError;

  constructor(error: ClientError) {
    super('jsi-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'jsi-load': JsiLoadEvent;
    'jsi-error': JsiErrorEvent;
  }
}
