export interface Snapped {
  viewBox: string;
  /** The view box and a module more on each side: what a background has to cover, so that it also fills a last part of a pixel. */
  background: string;
  /** Pixels a module is wide. */
  scale: number;
}

const short = (value: number) => Number(value.toFixed(4));
/** Browsers lay out in 64ths of a pixel: so much is nothing, on any screen. */
const NOTHING = 0.05;

/**
 * The view box that puts `modules` into a square of so many pixels, which may be broken, with every module on whole pixels, in
 * the middle of what is above `reserved` pixels. What is left over becomes quiet zone. Where a module would get less than two pixels it fills
 * the square, since antialiasing then reads better than losing up to half of the size.
 */
export function snap(modules: number, pixels: number, reserved = 0): Snapped {
  const room = Math.max(pixels - reserved, 1);
  const exact = (room + NOTHING) / modules;
  const scale = exact < 2 ? room / modules : Math.floor(exact);
  const [x, y] = [pixels, room].map((space) => -short(Math.floor((space - scale * modules) / 2 + NOTHING) / scale));
  const width = short(pixels / scale);
  const [left, top, side] = [x! - 1, y! - 1, width + 2].map(short);
  return { viewBox: `${x} ${y} ${width} ${width}`, background: `M${left} ${top}h${side}v${side}h-${side}z`, scale };
}
