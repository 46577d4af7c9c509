/** The dark modules as one SVG path in module units: a run of modules in a row is one rectangle, so no seams show. */
export function modulesPath(modules: readonly (readonly boolean[])[], quietZone: number): string {
  let path = '';
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (row[x + 1]) x++;
      path += `M${start + quietZone} ${y + quietZone}h${x - start + 1}v1h-${x - start + 1}z`;
    }
  });
  return path;
}
