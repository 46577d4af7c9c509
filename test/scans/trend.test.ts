import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xOf, yOf, type Plot, type PlotPoint } from '../../src/scans/plot.js';
import { renderTrendSvg } from '../../src/scans/shapes.js';
import { layTrend } from '../../src/scans/trend.js';

const [WIDTH, HEIGHT] = [600, 240];

function plotOf(points: readonly (PlotPoint | number | null)[], fields: Partial<Plot> = {}): Plot {
  return {
    points: points.map((point) => (typeof point === 'object' && point !== null ? point : { scans: point })),
    yTicks: [0, 50, 100].map((value) => ({ value, label: String(value) })),
    xTicks: [],
    ...fields,
  };
}

const lay = (points: readonly (PlotPoint | number | null)[], fields: Partial<Plot> = {}) => {
  const plot = plotOf(points, fields);
  const trend = layTrend(plot, WIDTH, HEIGHT);
  /** Where a number of a bucket is, as it is written. */
  const at = (index: number, scans: number) => {
    const [x, y] = [xOf(index, plot, trend.area), yOf(scans, plot, trend.area)];
    return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  };
  return { plot, trend, at };
};

/** Points of a path, one list for each of its lines. */
const linesOf = (path: string) => [...path.matchAll(/M([^MVZ]*)/g)].map(([, line]) => line!.split('L'));

describe('the line', () => {
  it('goes through every bucket in order', () => {
    const { trend, at } = lay([10, 20, 0, 100]);
    expect(linesOf(trend.line)).toEqual([[at(0, 10), at(1, 20), at(2, 0), at(3, 100)]]);
    expect(trend.dots).toEqual([]);
    expect(trend.uncounted).toBeNull();
  });

  it('is filled down to the bottom, stretch by stretch', () => {
    const { trend, at } = lay([10, 20, null, 30, 40]);
    expect(linesOf(trend.line)).toEqual([[at(0, 10), at(1, 20)], [at(3, 30), at(4, 40)]]);
    const { bottom } = trend.area;
    const [first, second] = [at(0, 10).split(' ')[0], at(3, 30).split(' ')[0]];
    expect(trend.fill).toBe(`M${at(0, 10)}L${at(1, 20)}V${bottom}H${first}ZM${at(3, 30)}L${at(4, 40)}V${bottom}H${second}Z`);
  });

  it('has a dot for a bucket that stands alone', () => {
    const { trend } = lay([null, 20, null, 30, 40]);
    expect(trend.dots.map(({ index, scans, kind }) => [index, scans, kind])).toEqual([[1, 20, 'whole']]);
    expect(lay([7]).trend.dots).toHaveLength(1);
    expect(lay([7]).trend.line).toBe('');
  });

  it('says the same in buckets as in pixels', () => {
    const { trend, at } = lay([1, 2, null, 3, 4, { scans: 5, incomplete: true }], {});
    const drawn = trend.runs.line.map((run) => run.map(([index, scans]) => at(index, scans)));
    expect(drawn).toEqual(linesOf(trend.line));
    expect(trend.runs.running).toEqual([[[4, 4], [5, 5]]]);
  });
});

describe('the bucket that still runs', () => {
  it('is reached by a line of its own, ends in a dot and is not filled', () => {
    const { trend, at } = lay([10, 20, { scans: 5, incomplete: true }]);
    expect(linesOf(trend.line)).toEqual([[at(0, 10), at(1, 20)]]);
    expect(linesOf(trend.running)).toEqual([[at(1, 20), at(2, 5)]]);
    expect(trend.dots.map(({ index, kind }) => [index, kind])).toEqual([[2, 'running']]);
    expect(trend.fill).not.toContain(at(2, 5));
  });

  it('is a dot alone where the bucket before it is not counted, or there is none', () => {
    for (const points of [[10, null, { scans: 5, incomplete: true }], [{ scans: 5, incomplete: true }]]) {
      const { trend } = lay(points);
      expect(trend.running).toBe('');
      expect(trend.dots.at(-1)).toMatchObject({ kind: 'running', scans: 5 });
    }
  });

  it('is nothing while it is not counted', () => {
    const { trend } = lay([10, 20, { scans: null, incomplete: true }]);
    expect([trend.running, trend.dots]).toEqual(['', []]);
  });

  it('starts where the bucket before it is, although others follow', () => {
    const { trend, at } = lay([10, { scans: 5, incomplete: true }, 30, 40]);
    expect(linesOf(trend.running)).toEqual([[at(0, 10), at(1, 5)]]);
  });
});

describe('what is not counted', () => {
  it('is hatched from the edge to the first bucket that is', () => {
    const { plot, trend } = lay([null, null, 10, 20]);
    expect(trend.uncounted!.x).toBeCloseTo(trend.area.left, 0);
    expect(trend.uncounted!.x + trend.uncounted!.width).toBeCloseTo(xOf(1.5, plot, trend.area), 0);
  });

  it('is the whole plot where nothing is, and nothing where the first bucket is', () => {
    const { trend } = lay([null, null, null]);
    expect(trend.uncounted!.width).toBeCloseTo(trend.area.right - trend.area.left, 0);
    expect(lay([0, null]).trend.uncounted).toBeNull();
    expect(lay([]).trend.uncounted).toBeNull();
  });

  it('is on the right where time runs from right to left', () => {
    const { trend } = lay([null, 10, 20, 30], { isRtl: true });
    expect(trend.uncounted!.x + trend.uncounted!.width).toBeCloseTo(trend.area.right, 0);
  });

  it('has strokes all over it, and none outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), fc.boolean(), (uncounted, counted, isRtl) => {
        const points = Array.from({ length: uncounted + counted }, (_, index) => (index < uncounted ? null : 10));
        const { trend } = lay(points, { isRtl });
        const { x, width, hatch } = trend.uncounted!;
        const ends = linesOf(hatch).flat().map((end) => end.split(' ').map(Number) as [number, number]);
        for (const [endX, endY] of ends) {
          expect(endX).toBeGreaterThanOrEqual(x - 0.1);
          expect(endX).toBeLessThanOrEqual(x + width + 0.1);
          expect(endY).toBeGreaterThanOrEqual(trend.area.top - 0.1);
          expect(endY).toBeLessThanOrEqual(trend.area.bottom + 0.1);
        }
        const tall = trend.area.bottom - trend.area.top;
        expect(ends.length / 2).toBeGreaterThanOrEqual(Math.floor((width + tall) / 9));
      }),
    );
  });
});

describe('the period before', () => {
  it('is a line of its own with gaps, and dots where it stands alone', () => {
    const { trend, at } = lay([
      { scans: 1, previous: 10 },
      { scans: 2, previous: 20 },
      { scans: 3, previous: null },
      { scans: 4, previous: 40 },
    ]);
    expect(linesOf(trend.previous)).toEqual([[at(0, 10), at(1, 20)]]);
    expect(trend.dots.map(({ index, kind }) => [index, kind])).toEqual([[3, 'previous']]);
    expect(trend.line).not.toBe('');
  });

  it('is nothing where nothing is compared', () => {
    expect(lay([1, 2, 3]).trend.previous).toBe('');
  });
});

describe('marks', () => {
  it('are at their instant, bands between theirs, in whichever direction time runs', () => {
    const marks = [{ from: 1, sign: 'A' }, { from: 2, to: 3.5, sign: 'B' }];
    const { trend } = lay([1, 2, 3, 4], { marks });
    const wide = (trend.area.right - trend.area.left) / 4;
    expect(trend.marks.map(({ sign }) => sign)).toEqual(['A', 'B']);
    expect(trend.marks[0]).toMatchObject({ width: 0 });
    expect(trend.marks[0]!.x).toBeCloseTo(trend.area.left + wide, 0);
    expect(trend.marks[1]!.x).toBeCloseTo(trend.area.left + 2 * wide, 0);
    expect(trend.marks[1]!.width).toBeCloseTo(1.5 * wide, 0);

    const { trend: mirrored } = lay([1, 2, 3, 4], { marks, isRtl: true });
    expect(mirrored.marks[1]!.x + mirrored.marks[1]!.width).toBeCloseTo(WIDTH - trend.marks[1]!.x, 0);
    expect(mirrored.marks[1]!.width).toBeCloseTo(trend.marks[1]!.width, 0);
  });
});

describe('the grid', () => {
  it('has a sharp line at each label', () => {
    const { plot, trend } = lay([1, 2, 3]);
    const { left, right } = trend.area;
    const places = [...trend.grid.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)/g)].map((found) => found.slice(1).map(Number));
    expect(places.map(([from, , to]) => [from, to])).toEqual([[left, right], [left, right], [left, right]]);
    for (const [index, [, y]] of places.entries()) {
      expect(y! % 1).toBe(0.5);
      expect(Math.abs(y! - yOf(plot.yTicks[index]!.value, plot, trend.area))).toBeLessThanOrEqual(0.5);
    }
  });
});

describe('labels', () => {
  const ticks = { xTicks: [{ index: 0, label: 'Mon' }, { index: 2, label: 'Wed' }] };

  it('stand below the middle of their bucket, and beside the plot at their number', () => {
    const { plot, trend } = lay([1, 2, 3], ticks);
    const [zero, , hundred, monday] = trend.labels;
    expect(zero).toMatchObject({ text: '0', anchor: 'end' });
    expect(zero!.x).toBeLessThan(trend.area.left);
    expect(zero!.y - hundred!.y).toBeCloseTo(trend.area.bottom - trend.area.top, 1);
    expect(monday).toMatchObject({ text: 'Mon', anchor: 'middle' });
    expect(monday!.x).toBeCloseTo(xOf(0, plot, trend.area), 1);
    expect(monday!.y).toBeGreaterThan(trend.area.bottom);
  });

  it('stand on the other side where time runs from right to left', () => {
    const { trend } = lay([1, 2, 3], { ...ticks, isRtl: true });
    expect(trend.labels[0]).toMatchObject({ anchor: 'start' });
    expect(trend.labels[0]!.x).toBeGreaterThan(trend.area.right);
    expect(trend.labels[3]!.x).toBeGreaterThan(trend.labels[4]!.x);
  });
});

describe('more points than pixels', () => {
  const many = fc
    .record({ count: fc.integer({ min: 1500, max: 6000 }), seed: fc.nat(), isRtl: fc.boolean() })
    .map(({ count, seed, isRtl }) => {
      let state = seed;
      const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % 101;
      return { scans: Array.from({ length: count }, next), isRtl };
    });

  it('keep the ends, and the least and the most of each column of pixels', () => {
    fc.assert(
      fc.property(many, ({ scans, isRtl }) => {
        const { plot, trend } = lay(scans, { isRtl });
        const [run] = trend.runs.line;
        const columnOf = (index: number) => Math.floor(xOf(index, plot, trend.area));
        const extremes = (points: readonly (readonly [number, number])[]) => {
          const found = new Map<number, [number, number]>();
          for (const [index, value] of points) {
            const [least, most] = found.get(columnOf(index)) ?? [Infinity, -Infinity];
            found.set(columnOf(index), [Math.min(least, value), Math.max(most, value)]);
          }
          return found;
        };
        expect(trend.runs.line).toHaveLength(1);
        expect(run!.length).toBeLessThanOrEqual(4 * (WIDTH + 1));
        expect([run![0]![0], run!.at(-1)![0]]).toEqual([0, scans.length - 1]);
        expect(run!.every(([index], at) => at === 0 || index > run![at - 1]![0])).toBe(true);
        expect(run!.every(([index, value]) => scans[index] === value)).toBe(true);
        expect(extremes(run!)).toEqual(extremes(scans.map((value, index) => [index, value])));
      }),
      { numRuns: 30 },
    );
  });

  it('are drawn one by one while there is room', () => {
    const { trend } = lay(Array.from({ length: 365 }, (_, index) => index % 100));
    expect(trend.runs.line[0]).toHaveLength(365);
  });

  it('are few in the picture of 100,000', () => {
    const { trend } = lay(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 101));
    expect(trend.line.length).toBeLessThan(60_000);
  });
});

const weird = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('"><script>alert(1)</script>', `' onload='x`, ']]>', '&amp;', '<!--'),
  fc.constantFrom('\u0000\u0008\uffff', '\ud800', 'a\nb\tc'),
);

describe('the picture', () => {
  const theme = fc.record({ line: weird, fill: weird, previous: weird, grid: weird, text: weird, surface: weird, font: weird });

  it('is well-formed XML with the texts as they are, whatever they hold', () => {
    const scans = fc.option(fc.nat(100));
    const points = fc.array(fc.record({ scans, previous: scans, incomplete: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(points, weird, weird, weird, theme, fc.boolean(), (all, label, tick, sign, colors, isRtl) => {
        const plot = plotOf(all, {
          isRtl,
          yTicks: [{ value: 0, label: '0' }, { value: 100, label: tick }],
          xTicks: [{ index: 0, label: tick }],
          marks: [{ from: 0, to: 1, sign }],
        });
        const { elements, texts } = readXml(renderTrendSvg(plot, { label, theme: colors }));
        expect(elements.filter(({ name }) => !/^(svg|rect|path|circle|g|text)$/.test(name))).toEqual([]);
        const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
        expect(names.filter((name) => /^on|href|style/.test(name))).toEqual([]);
        expect(elements[0]!.attributes['aria-label']).toBe(storable(label));
        expect(elements[1]!.attributes['fill']).toBe(storable(colors.surface));
        expect(texts.join(' ')).toContain(storable(sign));
        expect(texts.join(' ')).toContain(storable(tick));
      }),
      { numRuns: 300 },
    );
  });

  it('holds no number that is none, whatever the data and the size', () => {
    const size = fc.integer({ min: 0, max: 900 });
    const points = fc.array(fc.option(fc.nat(100)), { maxLength: 40 });
    fc.assert(
      fc.property(points, size, size, fc.boolean(), (all, width, height, isRtl) => {
        const marks = [{ from: 0, to: all.length, sign: 'A' }];
        expect(renderTrendSvg(plotOf(all, { marks, isRtl }), { width, height })).not.toMatch(/NaN|Infinity|undefined/);
      }),
    );
  });

  it('has a name, and its own size', () => {
    const { elements } = readXml(renderTrendSvg(plotOf([1, 2]), { width: 320, height: 100, label: 'Scans a day' }));
    const { attributes } = elements[0]!;
    expect(attributes).toMatchObject({ role: 'img', 'aria-label': 'Scans a day', width: '320', viewBox: '0 0 320 100' });
  });
});

/** What XML 1.0 cannot hold is replaced (https://www.w3.org/TR/xml/#charsets). */
const storable = (text: string) =>
  text.replace(/[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

interface XmlElement {
  name: string;
  attributes: Record<string, string>;
}

/** A reader of XML that takes nothing but elements, attributes in double quotes and text, and throws at all else. */
function readXml(source: string): { elements: XmlElement[]; texts: string[] } {
  const elements: XmlElement[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  const decode = (text: string) => {
    if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error('A character that XML has not.');
    return text.replace(/&(#(\d+);)?/g, (_, reference: string | undefined, code: string) => {
      if (!reference) throw new Error('A bare ampersand.');
      return String.fromCodePoint(Number(code));
    });
  };
  let rest = source;
  while (rest) {
    const [token, close, name, attributes, isEmpty, text] =
      /^(?:<\/([a-z]+)>|<([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|([^<>]+))/.exec(rest) ?? [];
    if (!token) throw new Error(`Not well-formed at ${rest.slice(0, 40)}`);
    rest = rest.slice(token.length);
    if (close && open.pop() !== close) throw new Error(`${close} was not open.`);
    if (text) texts.push(decode(text));
    if (!name) continue;
    const pairs = [...attributes!.matchAll(/ ([a-zA-Z:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, decode(value!)] as const);
    if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error('The same attribute twice.');
    elements.push({ name, attributes: Object.fromEntries(pairs) });
    if (!isEmpty) open.push(name);
  }
  if (open.length) throw new Error(`${open.join(', ')} are still open.`);
  return { elements, texts };
}
