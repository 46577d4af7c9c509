/** Light modules round a symbol (ISO/IEC 18004, 9.1). */
export const QUIET_ZONE = 4;

/** Pixels a module needs: larger symbols are read less exactly. */
export const neededPixels = (version: number): number => (version > 10 ? 4 : 3);

/** Millimetres: four dots of a 300 dpi printer, which Denso Wave, the inventor, recommends as the least. */
const LEAST_MODULE = 0.33;
/** The trade's rule, a tenth of the distance, holds for a symbol of 25 modules; so a module is this part of the distance. */
const MODULES_PER_DISTANCE = 250;

/** The smallest width in millimetres at which to print a code, quiet zone included, that is scanned from a distance (mm). */
export function printWidth(modules: number, distance: number): number {
  return Math.ceil(modules * Math.max(LEAST_MODULE, distance / MODULES_PER_DISTANCE));
}
