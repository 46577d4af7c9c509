export { rangeNames, type RangeName } from './calendar.js';
export { rollup, type RollupContext } from './rollup.js';
export { createStore, type ScanStore } from './store.js';
export type * from './types.js';
export { isTimeZone, Zone, zoneOf } from './zones.js';
