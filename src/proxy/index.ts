export type { KeyValueStore } from '../scans/types.js';
export type { Operation } from '../client/routes.js';
export type { Grant } from './grants.js';
export type { ProxyLogEntry, ProxyOptions } from './options.js';
export { createProxy, type Proxy } from './proxy.js';
export { memoryStore, redisStore } from './stores.js';
export type { Tokens } from './upstream.js';
