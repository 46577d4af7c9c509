import type { Plot, PlotArea, PlotTheme } from '../../scans/plot.js';

/** Draws plots into one place. The SVG painter and chart.js are both one; the cursor above them is nobody's. */
export interface Painter {
  /** Draws, or draws anew; size in CSS pixels. Returns where the data is. */
  paint: (plot: Plot, theme: PlotTheme, width: number, height: number) => PlotArea;
  /** Gives back what it holds; nothing may be painted any more. */
  destroy: () => void;
}
