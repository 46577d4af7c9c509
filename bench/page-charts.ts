/** Runs in the page that is measured (charts.ts bundles it): draws charts of one maker, and replaces their data. */

/** A way to draw charts, which a bundle puts on the page: `prepare` is not measured, all else is. */
interface Maker {
  /** Scans a bucket as the maker takes them. */
  prepare: (values: readonly number[]) => unknown;
  /** Draws a chart into an empty element and returns what replaces its data. */
  create: (place: HTMLElement, data: unknown) => (data: unknown) => void;
}

declare const maker: Maker;

const [WIDTH, HEIGHT] = [600, 240];
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
/** A library that draws in the next frame may need another one for what it has put off. */
const painted = async () => {
  for (let frames = 0; frames < 3; frames++) await frame();
};

let data: unknown[][] = [];
let updates: ((data: unknown) => void)[] = [];

const bench = {
  /** Data of `charts` charts, rising from 0 to 100 with noise, and of those that replace them, falling. */
  prepare(charts: number, points: number): void {
    const noise = (index: number) => ((index * 7919) % 101) / 5;
    const rising = Array.from({ length: charts }, (_, chart) =>
      Array.from({ length: points }, (__, index) => Math.round((index / points) * 80 + noise(index + chart))),
    );
    data = rising.map((values) => [maker.prepare(values), maker.prepare(values.toReversed())]);
    document.body.style.margin = '0';
    document.body.innerHTML = `<div style="width: ${WIDTH}px; height: ${HEIGHT}px"></div>`.repeat(charts);
  },

  async draw(): Promise<void> {
    updates = data.map(([first], index) => maker.create(document.body.children[index] as HTMLElement, first));
    await painted();
  },

  /** `times` times, to and fro. */
  async replace(times: number): Promise<void> {
    for (let time = 1; time <= times; time++) {
      for (const [index, update] of updates.entries()) update(data[index]![time % 2]);
      await painted();
    }
  },

  /** Milliseconds until the first of our elements shows its figures, its SVG and its chart, where an answer is there at once. */
  async appear(charts: number, points: number): Promise<{ figures: number; svg: number; chart: number }> {
    const hour = 3_600_000;
    const end = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    const date = (at: number) => new Date(at).toISOString().slice(0, 10);
    const series = Array.from({ length: points }, (_, index) => ({
      start: new Date(end - (points - index) * hour).toISOString(),
      scans: index % 101,
    }));
    const scans = series.reduce((sum, bucket) => sum + bucket.scans, 0);
    const coverage = { since: null, asOf: new Date().toISOString(), counted: scans, total: scans, matches: true };
    const answer = { timeZone: 'UTC', from: date(end - points * hour), to: date(end - hour), interval: 'hour', weekStart: 1, total: scans, thisMonth: 1, scans, series, coverage };
    const client = { scans: { rollup: () => Promise.resolve(answer) }, qrCodes: { get: () => Promise.reject(new Error('none')) } };
    const start = performance.now();
    document.body.append(
      ...Array.from({ length: charts }, () => Object.assign(document.createElement('jsi-scan-chart'), { qrId: 1, timeZone: 'UTC', client })),
    );
    const root = document.querySelector('jsi-scan-chart')!.shadowRoot!;
    const until = async (isThere: () => boolean) => {
      while (!isThere()) await frame();
      return performance.now() - start;
    };
    const figures = await until(() => !!root.querySelector('dd b')?.textContent);
    const svg = await until(() => !!root.querySelector('.drawing.svg path.line')?.getAttribute('d'));
    const chart = await until(() => !!root.querySelector('.has-canvas canvas'));
    return { figures, svg, chart };
  },

  /** Milliseconds until the maker has drawn. */
  async timed(): Promise<number> {
    const start = performance.now();
    await this.draw();
    return performance.now() - start;
  },

  /** Our element, with scans of its own for each; resolves when nothing is drawn any more. */
  async mount(charts: number, days: number): Promise<void> {
    const now = Date.now();
    const scans = Array.from({ length: 3 * days }, (_, id) => ({
      id: id + 1,
      created_at: new Date(now - (id % days) * 86_400_000 - (id % 7) * 3_000_000).toISOString(),
    }));
    document.body.append(
      ...Array.from({ length: charts }, () => {
        const element = document.createElement('jsi-scan-chart');
        const from = new Date(now - (days - 1) * 86_400_000).toISOString().slice(0, 10);
        return Object.assign(element, { scans: [...scans], from, interval: 'day', withoutTable: true });
      }),
    );
    for (let [quiet, before] = [0, '']; quiet < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const drawn = JSON.stringify(this.drawn());
      quiet = drawn === before && this.drawn().canvases > 0 ? quiet + 1 : 0;
      before = drawn;
    }
  },

  /** Of our elements: how many have drawn, and how many of them a chart by chart.js. */
  drawn(): { trends: number; canvases: number } {
    const count = (selector: string) =>
      [...document.querySelectorAll('jsi-scan-chart')].filter((element) => element.shadowRoot?.querySelector(selector)).length;
    return { trends: count('.drawing.svg path.line:not([d=""])'), canvases: count('canvas') };
  },
};

Object.assign(globalThis, { bench });
