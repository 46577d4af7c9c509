import { dimensions } from '../scans/columns.js';
import { choice, date, digits, text, timeZone, type Fields } from './fields.js';

/** What the roll-up takes. An empty filter asks for scans of which that is unknown. */
export const rollupFields: Fields = {
  time_zone: timeZone,
  from: date,
  to: date,
  interval: choice('auto', 'hour', 'day', 'week', 'month'),
  breakdown: choice(...dimensions, 'weekday-hour'),
  compare: choice('previous', 'months', 'year'),
  week_start: digits(1, 7),
  slots: choice('1'),
  ...Object.fromEntries(dimensions.map((name) => [`filter[${name}]`, text(2048)])),
  'filter[weekday]': digits(1, 7),
  'filter[hour]': digits(0, 23),
};
