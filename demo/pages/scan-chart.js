/** Two weeks of scans that this page makes up: what `scans` takes. */
const day = 86_400_000;
const scans = [];
for (let at = Date.now() - 14 * day, id = 1; at < Date.now(); at += day / (18 + (id % 7) * 3), id++) {
  const created_at = new Date(at).toISOString();
  scans.push({ id, created_at, device: ['ios', 'android', 'windows'][id % 3], country_code: id % 4 ? 'NL' : 'DE' });
}
await customElements.whenDefined('jsi-scan-chart');
document.querySelector('#own').scans = scans;
