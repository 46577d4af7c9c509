import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, csvOf } from '../../src/elements/scan-chart/csv.js';
import { dataOf, viewAs, viewIn } from './views.js';

/** A reader of RFC 4180 that knows nothing of the writer. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let value = '';
    if (csv[at] === '"') {
      for (at++; csv[at] !== '"' || csv[at + 1] === '"'; at++) {
        if (at >= csv.length) throw new Error('A quote is not closed.');
        if (csv[at] === '"') at++;
        value += csv.charAt(at);
      }
      at++;
    } else {
      while (at < csv.length && csv[at] !== ',' && csv[at] !== '\r') {
        if (csv[at] === '"' || csv[at] === '\n') throw new Error('A bare quote or line feed.');
        value += csv.charAt(at++);
      }
    }
    row.push(value);
    if (csv[at] === ',') at++;
    else if (csv.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`Neither the end of a cell nor of a row at ${at}.`);
  }
  if (row.length > 0) throw new Error('The last row is not ended.');
  return rows;
}

/** Text of what matters to a CSV file or a spreadsheet. */
const hostile = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', '\n', ',', ';', '"', "'", ' ', 'a', 'é', '😀', '\0'),
});

describe('a cell of the CSV', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+31', "'+31"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    ['＝1+1', "'＝1+1"],
    ['a=1', 'a=1'],
  ])('of %j is %j', (text, written) => {
    expect(cell(text)).toBe(written);
  });

  it('of a number is that number, negative ones too, and of nothing nothing', () => {
    expect([cell(1234.5), cell(-1), cell(0), cell(null), cell(undefined)]).toEqual(['1234.5', '-1', '0', '', '']);
  });

  it('is read back as it was, but for the apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [[back]] = read(`${cell(text)}\r\n`) as [[string]];
        expect(back === text || back === `'${text}`).toBe(true);
        expect(back).not.toMatch(/^[=+\-@＝\t\r\n]/);
      }),
    );
  });
});

describe('the CSV of a chart', () => {
  it('has buckets with their state', () => {
    const data = dataOf([null, 4, 0, 2]);
    data.series[1] = { ...data.series[1]!, clipped: true };
    data.series[3] = { ...data.series[3]!, incomplete: true };
    data.previous = { from: '2024-02-26', to: '2024-02-29', scans: 1, series: [1, null, 0, 5] };
    expect(read(csvOf(viewAs(data, 'de')))).toEqual([
      ['start', 'local_date', 'scans', 'previous_scans', 'state'],
      ['2024-03-01T00:00:00Z', '2024-03-01 00:00', '', '1', 'not counted'],
      ['2024-03-02T00:00:00Z', '2024-03-02 00:00', '4', '', 'clipped'],
      ['2024-03-03T00:00:00Z', '2024-03-03 00:00', '0', '0', 'complete'],
      ['2024-03-04T00:00:00Z', '2024-03-04 00:00', '2', '5', 'incomplete'],
    ]);
  });

  it('has local dates of the zone', () => {
    const data = dataOf([7], { timeZone: 'Asia/Kolkata', from: '2024-03-02', to: '2024-03-02' });
    data.series[0]!.start = '2024-03-01T18:30:00Z';
    expect(read(csvOf(viewAs(data)))[1]).toEqual(['2024-03-01T18:30:00Z', '2024-03-02 00:00', '7', 'complete']);
  });

  it('has values of a breakdown, what is unknown, and the rest', () => {
    const breakdown = {
      by: 'country' as const,
      values: [
        { value: 'NL', scans: 5 },
        { value: null, scans: 2 },
      ],
      rest: 3,
    };
    expect(read(csvOf(viewIn([10], { breakdown })))).toEqual([
      ['country', 'label', 'scans', 'share'],
      ['NL', 'Netherlands', '5', '0.5'],
      ['', 'Unknown country', '2', '0.2'],
      ['', 'Others', '3', '0.3'],
    ]);
  });

  it('is a table of as many cells in each row, whatever the values are', () => {
    const values = fc.array(fc.record({ value: fc.option(hostile, { nil: null }), scans: fc.nat(1000) }), { maxLength: 20 });
    fc.assert(
      fc.property(values, fc.nat(100), (list, rest) => {
        const view = viewIn([list.reduce((sum, { scans }) => sum + scans, rest)], {
          breakdown: { by: 'utm-campaign', values: list, rest },
        });
        const rows = read(csvOf(view));
        expect(rows.every((row) => row.length === 4)).toBe(true);
        expect(rows.length).toBe(1 + list.length + (rest > 0 ? 1 : 0));
      }),
    );
  });
});
