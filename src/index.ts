import './elements/qr-code/define.js';
import './elements/scan-chart/define.js';
import './elements/rule-editor/define.js';
import './elements/landing-page/define.js';

export * from './classes.js';
export { createClient } from './client/client.js';
