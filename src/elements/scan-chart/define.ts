import { define } from '../../ui/define.js';
import { JsiScanChart } from './scan-chart.js';

export { JsiFilterEvent } from './events.js';
export { JsiErrorEvent, JsiLoadEvent } from '../../ui/events.js';
export { JsiScanChart };

define('jsi-scan-chart', JsiScanChart);

declare global {
  interface HTMLElementTagNameMap {
    'jsi-scan-chart': JsiScanChart;
  }
}
