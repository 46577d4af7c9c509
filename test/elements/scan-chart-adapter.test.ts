import { Chart, type Plugin } from 'chart.js';
import { createChartPainter } from '../../src/elements/scan-chart/chart-adapter.js';
import type { Painter } from '../../src/elements/scan-chart/painter.js';
import { plotArea, xOf, yOf, type Plot, type PlotArea, type PlotPoint, type PlotTheme } from '../../src/scans/plot.js';
import { renderTrendSvg } from '../../src/scans/shapes.js';
import { laidOut, replace } from '../support/element.js';
import { expect, fixture, html } from '../support/fixture.js';

const theme: PlotTheme = {
  line: '#0000ff',
  fill: '#00ffff',
  previous: '#ff0000',
  grid: '#00aa00',
  text: '#402000',
  surface: '#ffff00',
  font: 'sans-serif',
};
const [WIDTH, HEIGHT] = [600, 240];

type Color = readonly [red: number, green: number, blue: number];
/** The theme’s, in the order of line, previous, grid, text and surface. */
const BLUE: Color = [0, 0, 255];
const RED: Color = [255, 0, 0];
const GREEN: Color = [0, 170, 0];
const BROWN: Color = [64, 32, 0];
const YELLOW: Color = [255, 255, 0];

function plotOf(points: readonly (PlotPoint | number | null)[], fields: Partial<Plot> = {}): Plot {
  return {
    points: points.map((point) => (typeof point === 'object' && point !== null ? point : { scans: point })),
    yTicks: [0, 50, 100].map((value) => ({ value, label: String(value) })),
    xTicks: [],
    ...fields,
  };
}

/** A canvas on the page, with a painter of its own. */
async function canvasOf(page = html`<div></div>`): Promise<{ canvas: HTMLCanvasElement; painter: Painter }> {
  const canvas = document.createElement('canvas');
  (await fixture(page)).append(canvas);
  return { canvas, painter: createChartPainter(canvas) };
}

interface Drawn {
  canvas: HTMLCanvasElement;
  painter: Painter;
  plot: Plot;
  area: PlotArea;
  /** Whether a colour is found within some pixels of a bucket's number. */
  has: (color: Color, index: number, scans: number, within?: number) => boolean;
}

async function draw(points: readonly (PlotPoint | number | null)[], fields: Partial<Plot> = {}): Promise<Drawn> {
  const plot = plotOf(points, fields);
  const { canvas, painter } = await canvasOf();
  const area = painter.paint(plot, theme, WIDTH, HEIGHT);
  const has: Drawn['has'] = (color, index, scans, within = 1) => {
    const [x, y] = [xOf(index, plot, area), yOf(scans, plot, area)];
    return count(canvas, color, { left: x - within, right: x + within, top: y - within, bottom: y + within }) > 0;
  };
  return { canvas, painter, plot, area, has };
}

const WHOLE = { left: 0, right: WIDTH, top: 0, bottom: HEIGHT };

/** How many pixels of a box are of a colour; of all, without one those that are drawn at all. */
function count(canvas: HTMLCanvasElement, color: Color | null, box: PlotArea = WHOLE): number {
  const left = Math.floor(box.left);
  const top = Math.floor(box.top);
  const ctx = canvas.getContext('2d')!;
  const { data } = ctx.getImageData(left, top, Math.ceil(box.right - left) || 1, Math.ceil(box.bottom - top) || 1);
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!;
    const isIt = color ? alpha > 50 && color.every((part, index) => Math.abs(data[at + index]! - part) <= 40) : alpha > 0;
    if (isIt) found++;
  }
  return found;
}

const isBlank = (canvas: HTMLCanvasElement) => canvas.width === 0 || canvas.height === 0 || count(canvas, null) === 0;
const wave = (length: number) => Array.from({ length }, (_, index) => Math.round(50 + 40 * Math.sin(index / 3)));

describe('a trend drawn by chart.js', () => {
  const everything: Plot = plotOf(
    wave(30).map((scans, index) => ({
      scans: index < 5 || index === 8 ? null : scans,
      previous: index === 12 || index === 14 ? null : 20 + index,
      ...(index === 29 && { incomplete: true }),
    })),
    {
      xTicks: [0, 7, 14, 21, 28].map((index) => ({ index, label: `day ${index}` })),
      marks: [{ from: 18, sign: 'A' }, { from: 21, to: 24.5, sign: 'B' }],
    },
  );

  for (const isRtl of [false, true]) {
    it(`is the picture that the vectors are, ${isRtl ? 'from right to left' : 'from left to right'}`, async () => {
      const plot = { ...everything, isRtl };
      const { canvas, painter } = await canvasOf();
      painter.paint(plot, theme, WIDTH, HEIGHT);
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(renderTrendSvg(plot, { width: WIDTH, height: HEIGHT, theme }))}`;
      await image.decode();
      const [ours, theirs] = [canvas, image].map((picture) => {
        const { ctx } = surface();
        ctx.drawImage(picture, 0, 0);
        return ctx.getImageData(0, 0, WIDTH, HEIGHT).data;
      }) as [Uint8ClampedArray, Uint8ClampedArray];
      const differing = ours.filter((value, at) => Math.abs(value - theirs[at]!) > 64).length;
      expect(differing / ours.length).to.be.below(0.001);
    });
  }

  /** As behind the picture: the canvas itself is transparent. */
  function surface() {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [WIDTH, HEIGHT];
    const ctx = canvas.getContext('2d')!;
    ctx.fillStyle = theme.surface;
    ctx.fillRect(0, 0, WIDTH, HEIGHT);
    return { ctx };
  }

  it('lies where every painter has it', async () => {
    const { painter } = await canvasOf();
    const labels = [[], ['0', '1'], ['0', '50 million', '100 million']];
    for (const [width, height] of [[600, 240], [320, 72], [1280, 400], [601.4, 240.6], [180, 60]] as const) {
      for (const texts of labels) {
        for (const fields of [{}, { isRtl: true }, { marks: [{ from: 1, sign: 'A' }] }]) {
          const yTicks = texts.map((label, value) => ({ value, label }));
          const plot = plotOf(wave(40), { ...fields, yTicks, xTicks: [{ index: 39, label: 'A very long label of an axis' }] });
          const area = painter.paint(plot, theme, width, height);
          const expected = plotArea(plot, width, height);
          for (const side of ['left', 'right', 'top', 'bottom'] as const) {
            const what = `${side} of ${width} × ${height} ${JSON.stringify([fields, texts])}`;
            expect(area[side], what).to.be.closeTo(expected[side], 1);
          }
        }
      }
    }
  });

  it('has the line through each bucket and a tint below it', async () => {
    const { has, canvas, plot, area } = await draw([20, 80, 40, 60]);
    for (const [index, { scans }] of plot.points.entries()) expect(has(BLUE, index, scans!), `bucket ${index}`).to.equal(true);
    expect(has(BLUE, 1, 40, 5)).to.equal(false);
    const [red, , , alpha] = canvas.getContext('2d')!.getImageData(xOf(1, plot, area), yOf(40, plot, area), 1, 1).data;
    expect(alpha).to.be.closeTo(0.12 * 255, 3);
    expect(red).to.equal(0);
    expect(count(canvas, null, { ...area, bottom: area.top + 20, right: xOf(0, plot, area) })).to.be.below(200);
  });

  it('has a grid line and a label for each number, and labels of time below', async () => {
    const { canvas, area, plot } = await draw([20, 20], { xTicks: [{ index: 1, label: 'Monday' }] });
    for (const value of [0, 50, 100]) {
      const y = yOf(value, plot, area);
      const long = area.right - area.left;
      expect(count(canvas, GREEN, { ...area, top: y - 1, bottom: y + 1 })).to.be.within(long - 2, long + 2);
      expect(count(canvas, BROWN, { left: 0, right: area.left - 5, top: y - 7, bottom: y + 7 }), `label ${value}`).to.be.above(5);
    }
    const x = xOf(1, plot, area);
    expect(count(canvas, BROWN, { left: x - 25, right: x + 25, top: area.bottom + 4, bottom: HEIGHT })).to.be.above(30);
    expect(count(canvas, BROWN, { left: area.left, right: x - 40, top: area.bottom + 4, bottom: HEIGHT })).to.equal(0);
  });

  it('has a dashed line to the bucket that still runs, and an open dot', async () => {
    const { has, canvas, plot, area } = await draw([50, 50, 50, { scans: 50, incomplete: true }]);
    const y = yOf(50, plot, area);
    const between = (from: number, to: number) =>
      count(canvas, BLUE, { left: xOf(from, plot, area) + 6, right: xOf(to, plot, area) - 6, top: y - 2, bottom: y + 2 });
    expect(between(2, 3)).to.be.within(0.4 * between(1, 2), 0.75 * between(1, 2));
    expect(has(YELLOW, 3, 50, 1)).to.equal(true);
    expect(has(BLUE, 3, 50, 5)).to.equal(true);
    // Nothing is filled below it.
    const below = { left: xOf(2.2, plot, area), right: area.right, top: y + 20, bottom: area.bottom - 3 };
    expect(count(canvas, null, below)).to.equal(0);
  });

  it('hatches what is not counted, and nothing else', async () => {
    const { canvas, plot, area } = await draw([null, null, null, 10, 10, 10]);
    const hatched = { left: area.left + 2, right: xOf(2.5, plot, area) - 2, top: area.top + 3, bottom: area.bottom - 3 };
    const size = (hatched.right - hatched.left) * (hatched.bottom - hatched.top);
    expect(count(canvas, null, hatched) / size).to.be.within(0.1, 0.5);
    const rest = { left: xOf(2.5, plot, area) + 2, right: area.right, top: area.top + 3, bottom: yOf(50, plot, area) - 3 };
    expect(count(canvas, null, rest)).to.equal(0);
  });

  it('has a gap where a bucket in between is not counted', async () => {
    const { has, canvas, plot, area } = await draw([50, 50, null, 50, 50]);
    expect(count(canvas, BLUE, { ...area, left: xOf(1.2, plot, area), right: xOf(2.8, plot, area) })).to.equal(0);
    expect([has(BLUE, 0.5, 50), has(BLUE, 3.5, 50)]).to.deep.equal([true, true]);
  });

  it('has a dot for a bucket that stands alone', async () => {
    const { has, canvas } = await draw([null, 50, null]);
    expect(has(BLUE, 1, 50, 3)).to.equal(true);
    expect(count(canvas, BLUE)).to.be.within(30, 90);
    const { has: before, canvas: other } = await draw([{ scans: null, previous: 50 }]);
    expect(before(RED, 0, 50, 5)).to.equal(true);
    expect(before(YELLOW, 0, 50, 1)).to.equal(true);
    expect(count(other, BLUE)).to.equal(0);
  });

  it('has the period before as a thin dashed line', async () => {
    const { canvas, plot, area } = await draw([10, 10, 10, 10].map((scans) => ({ scans, previous: 70 })));
    const y = yOf(70, plot, area);
    const long = xOf(3, plot, area) - xOf(0, plot, area);
    const line = { left: xOf(0, plot, area), right: xOf(3, plot, area), top: y - 2, bottom: y + 2 };
    expect(count(canvas, RED, line)).to.be.within(0.5 * long, 1.5 * long);
    expect(count(canvas, RED)).to.equal(count(canvas, RED, { ...line, left: line.left - 3, right: line.right + 3 }));
  });

  it('has marks as lines and bands, each below its sign', async () => {
    const { canvas, plot, area } = await draw([null, null, null, null], {
      marks: [{ from: 1, sign: 'W' }, { from: 2, to: 3, sign: 'M' }],
    });
    const tall = area.bottom - area.top;
    const line = xOf(0.5, plot, area);
    expect(count(canvas, BROWN, { ...area, left: line - 1, right: line + 2 })).to.be.above(0.9 * tall);
    const band = xOf(2, plot, area);
    const pixel = [band, band + 1, band + 2].map((x) => canvas.getContext('2d')!.getImageData(x, area.top + 31, 1, 1).data);
    expect(pixel.every(([, , , alpha]) => alpha! > 20), 'the band').to.equal(true);
    for (const from of [0.5, 1.5]) {
      const x = xOf(from, plot, area);
      expect(count(canvas, BROWN, { left: x - 7, right: x + 7, top: 0, bottom: area.top - 4 }), 'its sign').to.be.above(8);
    }
  });

  it('is mirrored where time runs from right to left', async () => {
    const points = [null, 20, 80, { scans: 40, incomplete: true }];
    const { has, canvas, area, plot } = await draw(points, { isRtl: true });
    expect(xOf(1, plot, area)).to.be.above(xOf(2, plot, area));
    for (const [index, scans] of [[1, 20], [2, 80]] as const) expect(has(BLUE, index, scans), `bucket ${index}`).to.equal(true);
    expect(has(YELLOW, 3, 40, 1)).to.equal(true);
    expect(count(canvas, BROWN, { left: area.right + 4, right: WIDTH, top: 0, bottom: HEIGHT }), 'labels').to.be.above(30);
    expect(count(canvas, BROWN, { left: 0, right: area.left, top: 0, bottom: area.bottom })).to.equal(0);
    expect(count(canvas, GREEN, { ...area, left: xOf(0.4, plot, area) }), 'strokes').to.be.above(500);
    const rest = { ...area, top: area.top + 2, bottom: yOf(52, plot, area), right: xOf(0.6, plot, area) };
    expect(count(canvas, GREEN, rest)).to.equal(0);
  });

  it('keeps the peaks of 100,000 buckets', async () => {
    const points = Array.from({ length: 100_000 }, (_, index) => (index === 61_803 ? 100 : 10 + (index % 3)));
    const { canvas, plot, area, has } = await draw(points);
    expect(has(BLUE, 61_803, 80, 1)).to.equal(true);
    const lowest = { left: area.left, right: area.right, top: yOf(11, plot, area) - 1, bottom: yOf(11, plot, area) + 1 };
    expect(count(canvas, BLUE, lowest)).to.be.above(area.right - area.left - 5);
    expect(Chart.getChart(canvas)!.data.datasets.reduce((sum, { data }) => sum + data.length, 0)).to.be.below(4 * WIDTH);
  });

  it('is transparent where nothing is drawn: the page may have any background', async () => {
    const { canvas } = await draw([0, 0]);
    expect(count(canvas, YELLOW)).to.equal(0);
    expect(count(canvas, null)).to.be.below((WIDTH * HEIGHT) / 10);
  });
});

describe('painting again', () => {
  it('draws the new data and none of the old', async () => {
    const { painter, canvas, plot, area, has } = await draw([20, 20, null, 20, { scans: 20, incomplete: true }]);
    painter.paint({ ...plot, points: [80, 80, 80].map((scans) => ({ scans })) }, theme, WIDTH, HEIGHT);
    const below = { left: area.left, right: area.right, top: yOf(40, plot, area), bottom: area.bottom };
    expect(count(canvas, BLUE, below)).to.equal(0);
    expect(has(BLUE, 2, 80)).to.equal(true);
    painter.paint({ ...plot, points: [] }, theme, WIDTH, HEIGHT);
    expect(count(canvas, BLUE)).to.equal(0);
  });

  it('takes up other colours, labels and directions', async () => {
    const { painter, canvas, plot } = await draw([20, 80], { xTicks: [{ index: 0, label: 'Monday' }] });
    const dark = { ...theme, line: 'rgb(255 0 0)', text: 'oklch(0.7 0.1 200)' };
    const area = painter.paint({ ...plot, isRtl: true, xTicks: [] }, dark, WIDTH, HEIGHT);
    expect(count(canvas, BLUE)).to.equal(0);
    expect(count(canvas, RED)).to.be.above(100);
    expect(count(canvas, BROWN)).to.equal(0);
    expect(count(canvas, null, { left: 0, right: WIDTH, top: area.bottom + 6, bottom: HEIGHT }), 'labels of time').to.equal(0);
    expect(area).to.deep.equal(plotArea({ ...plot, isRtl: true }, WIDTH, HEIGHT));
  });

  it('takes up another size, and goes on with the same chart', async () => {
    const { painter, canvas, plot } = await draw([20, 80]);
    const chart = Chart.getChart(canvas);
    const area = painter.paint(plot, theme, 300, 100);
    expect([canvas.width, canvas.height]).to.deep.equal([300, 100]);
    expect(area).to.deep.equal(plotArea(plot, 300, 100));
    expect(count(canvas, BLUE, { left: 0, right: 300, top: 0, bottom: 100 })).to.be.above(50);
    expect(Chart.getChart(canvas)).to.equal(chart);
  });

  it('takes up another pixel ratio, as when a window moves to another screen', async () => {
    const { painter, canvas, plot } = await draw([50, 50]);
    const restore = replace(window, 'devicePixelRatio', 2);
    const area = painter.paint(plot, theme, WIDTH, HEIGHT);
    restore();
    expect([canvas.width, canvas.height]).to.deep.equal([2 * WIDTH, 2 * HEIGHT]);
    expect(area).to.deep.equal(plotArea(plot, WIDTH, HEIGHT));
    const [x, y] = [2 * xOf(0.5, plot, area), 2 * yOf(50, plot, area)];
    expect(count(canvas, BLUE, { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 })).to.be.above(0);
  });
});

describe('the canvas', () => {
  it('may be in a shadow root', async () => {
    const host = await fixture(html`<div></div>`);
    const canvas = document.createElement('canvas');
    host.attachShadow({ mode: 'closed' }).append(canvas);
    createChartPainter(canvas).paint(plotOf([20, 80]), theme, WIDTH, HEIGHT);
    expect(count(canvas, BLUE)).to.be.above(100);
  });

  it('is blank and free for another painter after destroy()', async () => {
    const { painter, canvas, plot } = await draw([20, 80]);
    painter.destroy();
    expect(isBlank(canvas)).to.equal(true);
    expect(Chart.getChart(canvas) === undefined).to.equal(true);
    painter.paint(plot, theme, WIDTH, HEIGHT);
    expect(isBlank(canvas), 'nothing may be painted any more').to.equal(true);
    painter.destroy();
    const next = createChartPainter(canvas);
    next.paint(plot, theme, WIDTH, HEIGHT);
    expect(count(canvas, BLUE)).to.be.above(100);
    next.destroy();
  });

  it('is left alone while it is on no page', () => {
    const canvas = document.createElement('canvas');
    const area = createChartPainter(canvas).paint(plotOf([20, 80]), theme, WIDTH, HEIGHT);
    expect(isBlank(canvas)).to.equal(true);
    expect(area).to.deep.equal(plotArea(plotOf([20, 80]), WIDTH, HEIGHT));
  });

  it('gets no style, and the page no style sheet: a policy may forbid both', async () => {
    const sheets = () => document.querySelectorAll('style, link, [style]').length + document.adoptedStyleSheets.length;
    const before = sheets();
    const { painter, canvas, plot } = await draw([20, 80]);
    painter.paint(plot, theme, 300, 100);
    expect([...canvas.attributes].map(({ name }) => name).sort()).to.deep.equal(['height', 'width']);
    expect(sheets()).to.equal(before);
    // What is hidden from chart.js meanwhile is there again.
    expect(canvas.style).to.be.instanceOf(CSSStyleDeclaration);
    painter.destroy();
    expect(canvas.hasAttribute('style')).to.equal(false);
  });

  it('keeps the size that a style sheet gives it', async () => {
    const page = html`<div><style>canvas { inline-size: 200px; block-size: 80px }</style></div>`;
    const { canvas, painter } = await canvasOf(page);
    painter.paint(plotOf([20, 80]), theme, WIDTH, HEIGHT);
    await laidOut();
    expect([canvas.clientWidth, canvas.clientHeight]).to.deep.equal([200, 80]);
  });
});

describe('data and sizes at their limits', () => {
  const noTicks = { yTicks: [], xTicks: [] };
  const plots: Record<string, Plot> = {
    'no bucket': plotOf([], { marks: [{ from: 0, to: 1, sign: 'A' }] }),
    'no bucket and no label': plotOf([], noTicks),
    'one bucket': plotOf([7]),
    'one that runs': plotOf([{ scans: 7, incomplete: true }]),
    'nothing counted': plotOf([null, null, null]),
    'no scan': plotOf([0, 0, 0], { yTicks: [{ value: 0, label: '0' }] }),
    'no label': plotOf([1, 2, 3], noTicks),
    'more scans than the axis has': plotOf([1, 1e9]),
    'every other bucket': plotOf(Array.from({ length: 2000 }, (_, index) => (index % 2 ? null : 50))),
    'colours and fonts that are none': plotOf([1, 2], { xTicks: [{ index: 0, label: '\u0000<b>' }] }),
  };
  for (const [name, plot] of Object.entries(plots)) {
    it(`are drawn without an error: ${name}`, async () => {
      const { canvas, painter } = await canvasOf();
      const colors = name.startsWith('colours') ? { ...theme, line: 'nonsense', fill: '', grid: '}', font: '"' } : theme;
      for (const isRtl of [false, true]) {
        const area = painter.paint({ ...plot, isRtl }, colors, WIDTH, HEIGHT);
        expect(area).to.deep.equal(plotArea({ ...plot, isRtl }, WIDTH, HEIGHT));
        expect(count(canvas, null)).to.be.at.least(plot.yTicks.length);
      }
      painter.destroy();
    });
  }

  const sizes = [[0, 0], [0, 240], [600, 0], [1, 1], [12, 9], [40, 24], [0.3, 0.3], [-5, -5], [NaN, NaN]] as const;
  for (const [width, height] of sizes) {
    it(`are an area that is not empty for ${width} × ${height} pixels`, async () => {
      const { painter } = await canvasOf();
      for (const plot of [plotOf([1, 2, 3]), plotOf([], { isRtl: true }), plotOf([1], noTicks)]) {
        for (const size of [[width, height], [WIDTH, HEIGHT], [width, height]] as const) {
          const { left, right, top, bottom } = painter.paint(plot, theme, ...size);
          expect(right).to.be.above(left);
          expect(bottom).to.be.above(top);
        }
      }
      painter.destroy();
    });
  }
});

describe('a page with many', () => {
  it('keeps no listener, no observer and no chart of 50 that come and go', () => {
    const kept = new Map<string, number>();
    const add = (name: string, change: number) => kept.set(name, (kept.get(name) ?? 0) + change);
    const { addEventListener: listen, removeEventListener: forget } = EventTarget.prototype;
    const restore = [
      replace(EventTarget.prototype, 'addEventListener', function (this: EventTarget, ...given: Parameters<typeof listen>) {
        add('listeners', 1);
        listen.apply(this, given);
      }),
      replace(EventTarget.prototype, 'removeEventListener', function (this: EventTarget, ...given: Parameters<typeof forget>) {
        add('listeners', -1);
        forget.apply(this, given);
      }),
      ...[ResizeObserver, MutationObserver, IntersectionObserver].flatMap(({ prototype }) => {
        const { observe } = prototype as { observe: (...given: unknown[]) => void };
        return replace(prototype, 'observe', function (this: object, ...given: unknown[]) {
          add('observers', 1);
          observe.apply(this, given);
        });
      }),
    ];
    const charts = Object.keys(Chart.instances).length;
    const page = document.createElement('div');
    document.body.append(page);
    for (let round = 0; round < 50; round++) {
      const canvas = document.createElement('canvas');
      page.append(canvas);
      const painter = createChartPainter(canvas);
      painter.paint(plotOf(wave(30)), theme, WIDTH, HEIGHT);
      painter.paint(plotOf(wave(10)), theme, 300, 100);
      painter.destroy();
      canvas.remove();
    }
    page.remove();
    restore.forEach((back) => back());
    expect([...kept.values()].filter((one) => one !== 0)).to.deep.equal([]);
    expect(Object.keys(Chart.instances).length).to.equal(charts);
  });

  it('leaves out what the page has registered for its own charts', async () => {
    let calls = 0;
    const plugin: Plugin = { id: 'of-the-page', beforeDraw: () => { calls++; } };
    Chart.register(plugin);
    await draw([20, 80]);
    Chart.unregister(plugin);
    expect(calls).to.equal(0);
  });
});
