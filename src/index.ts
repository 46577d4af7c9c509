import './elements/qr-code/define.js';

export * from './classes.js';
export { createClient } from './client/client.js';
