import type { Filter } from '../../scans/types.js';

/** A person has chosen, or taken away, what the chart counts. */
export class JsiFilterEvent extends Event {
  /** All that is asked for now; empty for everything. */
  readonly filter: Filter;

  constructor(filter: Filter) {
    super('jsi-filter', { bubbles: true, composed: true });
    this.filter = filter;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'jsi-filter': JsiFilterEvent;
  }
}
