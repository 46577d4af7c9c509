export type { Operation } from '../client/routes.js';
export type { Grant } from './grants.js';
export { createProxy, type Proxy, type ProxyLogEntry, type ProxyOptions } from './proxy.js';
export type { Tokens } from './upstream.js';
