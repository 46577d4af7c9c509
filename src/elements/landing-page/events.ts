import type { LandingPage } from '../../client/types.js';

/** A landing page was made or changed, and is on the server as it is given. */
export class JsiPageSavedEvent extends Event {
  readonly page: LandingPage;

  constructor(page: LandingPage) {
    super('jsi-page-saved', { bubbles: true, composed: true });
    this.page = page;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'jsi-page-saved': JsiPageSavedEvent;
  }
}
