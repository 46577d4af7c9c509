import { describe, expect, it } from 'vitest';
import { readQrCode } from '../../src/client/read.js';
import { factsOf } from '../../src/elements/scan-chart/facts.js';
import { enScanChart } from '../../src/locales/en.scan-chart.js';
import { viewIn } from './views.js';

const code = (fields: object = {}) => factsOf(readQrCode({ id: 1, name: 'Poster', ...fields }, 'code'), enScanChart);
/** Eight days from 1 March 2024 on. */
const week = (fields: object = {}) => viewIn([1, 2, 3, 4, 5, 6, 7, 8], fields);

describe('marks of the time axis', () => {
  it('stand where the licence, the code and the rules begin and end', () => {
    const rules = [{ id: 1, url: 'https://a.example/', start_at: '2024-03-03T00:00:00Z', end_at: '2024-03-05T12:00:00Z' }];
    const facts = code({ created_at: '2024-03-02T06:00:00Z', licensed_until: '2024-03-08T12:00:00Z', expires_at: '2025-01-01T00:00:00Z', rules });
    expect(facts.marks(week())).toEqual([
      { from: 1.25, sign: 'A' },
      { from: 7.5, sign: 'B' },
      { from: 2, to: 4.5, sign: 'C' },
    ]);
  });

  it('stand where a destination was new', () => {
    const changes = [{ value: 'https://b.example/', at: '2024-03-04T18:00:00Z' }];
    expect(code().marks(week({ changes }))).toEqual([{ from: 3.75, sign: 'A' }]);
    expect(code().marks(week())).toEqual([]);
  });

  it('leave out a window that holds all the time', () => {
    const rules = [{ id: 1, url: 'https://a.example/', start_at: '2020-01-01T00:00:00Z', end_at: '2030-01-01T00:00:00Z' }];
    expect(code({ rules }).marks(week())).toEqual([]);
  });
});
