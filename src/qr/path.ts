type Modules = readonly (readonly boolean[])[];

/** A shape for each run of dark modules in a row, from `start` up to but without `end`. */
export function runs(modules: Modules, shape: (y: number, start: number, end: number) => string): string {
  let path = '';
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      path += shape(y, start, x + 1);
    }
  });
  return path;
}

/** The dark modules as one SVG path in module units: a run of modules in a row is one rectangle, so no seams show. */
export const modulesPath = (modules: Modules, quietZone: number): string =>
  runs(modules, (y, start, end) => `M${start + quietZone} ${y + quietZone}h${end - start}v1h-${end - start}z`);
