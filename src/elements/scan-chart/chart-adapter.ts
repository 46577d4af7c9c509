import { BasicPlatform, Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartConfiguration, ChartDataset, Point, Scale } from 'chart.js';
import { plotArea, type Plot, type PlotTheme } from '../../scans/plot.js';
import { layTrend, type Run, type Trend } from '../../scans/trend.js';
import type { Painter } from './painter.js';

type Config = ChartConfiguration<'line', Point[]>;
type LineChart = Chart<'line', Point[]>;
type Line = ChartDataset<'line', Point[]>;

Chart.register(LineController, LineElement, LinearScale, PointElement);

/** Pixels of the labels, and from them to the axis, as layTrend() has them. */
const LABEL = 12;
const PADDING = 6;
/** A canvas has the middle of its text that much higher than layTrend(), which knows no font. */
const MIDDLE = 0.6;

/** Draws plots with chart.js: its scales, labels, lines and dots, and behind them what it has no word for. */
export function createChartPainter(canvas: HTMLCanvasElement): Painter {
  let chart: LineChart | null = null;
  let isDestroyed = false;
  const clear = () => {
    if (!chart) return;
    chart.destroy();
    chart = null;
    // Frees the bitmap, and puts back all that was set on the context.
    canvas.width = 0;
  };

  return {
    paint(plot, theme, cssWidth, cssHeight) {
      const [width, height] = [Math.round(cssWidth) || 0, Math.round(cssHeight) || 0];
      const area = plotArea(plot, width, height);
      // Nothing to draw on, or no room beside the labels.
      if (isDestroyed || !canvas.isConnected || area.right > width || area.bottom > height) {
        clear();
        return area;
      }
      const trend = layTrend(plot, width, height);
      const config = configOf(plot, trend, theme, width, height);
      // chart.js takes up a new ratio one painting late.
      if (chart?.currentDevicePixelRatio !== config.options?.devicePixelRatio) clear();
      chart = chart ? update(chart, config, width, height) : create(canvas, config, width, height);
      drawBehind(chart.ctx, trend, theme);
      const { left, right, top, bottom } = chart.chartArea;
      return { left, right, top, bottom };
    },

    destroy() {
      isDestroyed = true;
      clear();
    },
  };
}

function create(canvas: HTMLCanvasElement, config: Config, width: number, height: number): LineChart {
  [canvas.width, canvas.height] = [width, height];
  return unstyled(canvas, () => new Chart(canvas, config));
}

function update(chart: LineChart, { options, data }: Config, width: number, height: number): LineChart {
  const isResized = chart.width !== width || chart.height !== height;
  chart.options = options!;
  // It knows its lines by the identity of these objects.
  chart.data.datasets.forEach((dataset, index) => Object.assign(dataset, data.datasets[index]));
  if (isResized) unstyled(chart.canvas, () => chart.resize(width, height));
  else chart.update('none');
  return chart;
}

/** chart.js writes the size into the `style` of what it draws on, if there is one; here the style sheet says it. */
function unstyled<T>(canvas: HTMLCanvasElement, act: () => T): T {
  Object.defineProperty(canvas, 'style', { value: null, configurable: true });
  try {
    return act();
  } finally {
    delete (canvas as Partial<HTMLCanvasElement>).style;
  }
}

function configOf(plot: Plot, trend: Trend, theme: PlotTheme, width: number, height: number): Config {
  const { area, runs } = trend;
  const isRtl = plot.isRtl ?? false;
  const ticks = (labels: readonly { label: string }[], padding: number) => ({
    callback: (_: unknown, index: number) => labels[index]?.label,
    autoSkip: false,
    minRotation: 0,
    maxRotation: 0,
    padding,
    color: theme.text,
    // The labels' own height: a larger one moves those of the axis of time down.
    font: { family: theme.font, size: LABEL, weight: 'normal' as const, style: 'normal' as const, lineHeight: 1 },
  });
  return {
    type: 'line',
    // The other platforms listen to the canvas and watch its size.
    platform: BasicPlatform,
    data: {
      datasets: [
        dotsOf(trend, theme),
        lineOf(runs.running, theme.line, 2, [5, 4]),
        lineOf(runs.line, theme.line, 2, []),
        { ...lineOf(runs.previous, theme.previous, 1.5, [2, 4]), borderCapStyle: 'round' },
      ],
    },
    options: {
      animation: false,
      responsive: false,
      maintainAspectRatio: false,
      // Less than 1 where the page is zoomed out: no reason to blur it.
      devicePixelRatio: Math.max(1, devicePixelRatio),
      events: [],
      parsing: false,
      normalized: true,
      // Of none: also not those that the page has registered for its own charts.
      plugins: false as unknown as Record<string, never>,
      layout: {
        autoPadding: false,
        padding: { top: area.top, [isRtl ? 'left' : 'right']: isRtl ? area.left : width - area.right },
      },
      scales: {
        x: {
          type: 'linear',
          position: 'bottom',
          reverse: isRtl,
          min: -0.5,
          max: Math.max(1, plot.points.length) - 0.5,
          bounds: 'data',
          grid: { display: false, drawTicks: false },
          border: { display: false },
          ticks: ticks(plot.xTicks, PADDING + MIDDLE),
          afterBuildTicks: (scale) => (scale.ticks = plot.xTicks.map(({ index }) => ({ value: index }))),
          afterFit: (scale) => fit(scale, 'height', height - area.bottom),
        },
        y: {
          type: 'linear',
          position: isRtl ? 'right' : 'left',
          min: 0,
          max: (plot.yTicks.at(-1)?.value ?? 1) || 1,
          bounds: 'data',
          grid: { display: false, drawTicks: false },
          border: { display: false },
          ticks: { ...ticks(plot.yTicks, PADDING), labelOffset: MIDDLE },
          afterBuildTicks: (scale) => (scale.ticks = plot.yTicks.map(({ value }) => ({ value }))),
          afterFit: (scale) => fit(scale, 'width', isRtl ? width - area.right : area.left),
        },
      },
    },
  };
}

/** As much room for labels as every painter leaves them, however wide they are: the plot must not move. */
function fit(scale: Scale, side: 'width' | 'height', size: number): void {
  scale[side] = size;
  scale.paddingLeft = scale.paddingRight = scale.paddingTop = scale.paddingBottom = 0;
}

function lineOf(runs: readonly Run[], color: string, width: number, dash: number[]): Line {
  const data: Point[] = [];
  for (const run of runs) {
    // A point without a number between two runs.
    if (data.length > 0) data.push({ x: run[0]![0], y: NaN });
    for (const [x, y] of run) data.push({ x, y });
  }
  return {
    data,
    borderColor: color,
    borderWidth: width,
    borderDash: dash,
    borderJoinStyle: 'round',
    tension: 0,
    stepped: false,
    spanGaps: false,
    clip: false,
    pointRadius: 0,
  };
}

function dotsOf({ dots }: Trend, { line, previous, surface }: PlotTheme): Line {
  const colors = dots.map(({ kind }) => (kind === 'previous' ? previous : line));
  return {
    data: dots.map(({ index, scans }) => ({ x: index, y: scans })),
    showLine: false,
    clip: false,
    pointStyle: 'circle',
    pointRadius: 3.5,
    pointBorderWidth: 2,
    pointBorderColor: colors,
    pointBackgroundColor: dots.map(({ kind }, index) => (kind === 'whole' ? colors[index]! : surface)),
  };
}

/** What lies behind the lines, the foremost first. */
function drawBehind(ctx: CanvasRenderingContext2D, trend: Trend, theme: PlotTheme): void {
  const { area, uncounted } = trend;
  ctx.save();
  ctx.globalCompositeOperation = 'destination-over';
  fill(new Path2D(trend.fill), theme.fill, 0.12);

  ctx.font = `${LABEL}px ${theme.font}`;
  ctx.textAlign = 'center';
  for (const { x, width, sign } of trend.marks) {
    const box = new Path2D();
    box.rect(x, area.top, Math.max(1, width), area.bottom - area.top);
    fill(box, theme.text, width > 1 ? 0.1 : 1);
    ctx.globalAlpha = 1;
    ctx.fillText(sign, x, area.top - PADDING);
  }

  ctx.globalAlpha = 1;
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = 1;
  if (uncounted) ctx.stroke(new Path2D(uncounted.hatch));
  ctx.stroke(new Path2D(trend.grid));
  ctx.restore();

  function fill(path: Path2D, color: string, alpha: number): void {
    ctx.globalAlpha = alpha;
    ctx.fillStyle = color;
    ctx.fill(path);
  }
}
