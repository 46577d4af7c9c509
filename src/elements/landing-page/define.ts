import { define } from '../../ui/define.js';
import { JsiLandingPage } from './landing-page.js';

export { JsiPageSavedEvent } from './events.js';
export { JsiErrorEvent, JsiLoadEvent } from '../../ui/events.js';
export { JsiLandingPage };

define('jsi-landing-page', JsiLandingPage);

declare global {
  interface HTMLElementTagNameMap {
    'jsi-landing-page': JsiLandingPage;
  }
}
