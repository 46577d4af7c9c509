export { JsiPageSavedEvent } from './elements/landing-page/events.js';
export { JsiLandingPage } from './elements/landing-page/landing-page.js';
export { JsiSafetyEvent } from './elements/qr-code/events.js';
export { JsiQrCode, type QrSafety } from './elements/qr-code/qr-code.js';
export { JsiRulesChangeEvent, JsiRulesConflictEvent, JsiRulesSavedEvent, JsiRulesSaveEvent } from './elements/rule-editor/events.js';
export { JsiRuleEditor } from './elements/rule-editor/rule-editor.js';
export { JsiFilterEvent } from './elements/scan-chart/events.js';
export { JsiScanChart } from './elements/scan-chart/scan-chart.js';
export { JsiErrorEvent, JsiLoadEvent } from './ui/events.js';
