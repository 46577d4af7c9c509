export { rangeNames, type RangeName } from './calendar.js';
export { axisSteps, type Plot, type PlotMark, type PlotPoint, type PlotTheme } from './plot.js';
export { rezone, rollup, type RollupContext } from './rollup.js';
export { createStore, type ScanStore } from './store.js';
export { renderTrendSvg, type TrendOptions } from './shapes.js';
export type * from './types.js';
export { isTimeZone, Zone, zoneOf } from '../time/zones.js';
