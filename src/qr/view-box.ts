export interface Snapped {
  viewBox: string;
  /** The four sides of the view box: what the background has to cover. */
  background: string;
  /** Pixels a module is wide. */
  scale: number;
}

const short = (value: number) => Number(value.toFixed(4));

/**
 * The view box that puts `modules` into a square of so many pixels with every module on whole pixels, in the middle of what
 * is above `reserved` pixels. What is left over becomes quiet zone. Where a module would get less than two pixels it fills
 * the square, since antialiasing then reads better than losing up to half of the size.
 */
export function snap(modules: number, pixels: number, reserved = 0): Snapped {
  const room = Math.max(pixels - reserved, 1);
  const exact = room / modules;
  const scale = exact < 2 ? exact : Math.floor(exact);
  const [x, y] = [pixels, room].map((space) => -short(Math.floor((space - scale * modules) / 2 + 1e-6) / scale));
  const width = short(pixels / scale);
  return { viewBox: `${x} ${y} ${width} ${width}`, background: `M${x} ${y}h${width}v${width}h-${width}z`, scale };
}
