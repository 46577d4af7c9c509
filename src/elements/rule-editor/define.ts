import { define } from '../../ui/define.js';
import { JsiRuleEditor } from './rule-editor.js';

export { JsiRulesChangeEvent, JsiRulesConflictEvent, JsiRulesSavedEvent, JsiRulesSaveEvent } from './events.js';
export { JsiErrorEvent, JsiLoadEvent } from '../../ui/events.js';
export { JsiRuleEditor };

define('jsi-rule-editor', JsiRuleEditor);

declare global {
  interface HTMLElementTagNameMap {
    'jsi-rule-editor': JsiRuleEditor;
  }
}
