import { describe, expect, it } from 'vitest';
import { deviceOf } from '../../demo/sandbox/device.js';

const gecko = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';

describe('the device of a user agent', () => {
  it.each<[agent: string, device: string | null]>([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'ios'],
    ['Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15', 'ios'],
    [`Mozilla/5.0 (Linux; Android 16; Pixel 9) ${gecko} Mobile Safari/537.36`, 'android'],
    [`Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) ${gecko} Mobile Safari/537.36`, 'android'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${gecko} Safari/537.36`, 'windows'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${gecko} Safari/537.36`, 'mac'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${gecko} Safari/537.36`, 'linux'],
    ['Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'linux'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${gecko} Safari/537.36`, null],
    ['Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 like iPhone', null],
    [`Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) ${gecko} (compatible; Googlebot/2.1)`, null],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) (compatible; bingbot/2.0)', null],
    ['facebookexternalhit/1.1', null],
    ['curl/8.5.0', null],
    ['', null],
  ])('%s → %s', (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });

  it('is unknown without one', () => {
    expect(deviceOf(undefined)).toBeNull();
  });
});
