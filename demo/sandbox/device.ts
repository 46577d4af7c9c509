// "Cubot" makes phones.
const BOT = /(?<!cu)bot\b|crawl|spider|slurp|preview|facebookexternalhit|headless|\b(curl|wget|python|okhttp|axios)\b/i;

/** In this order: an Android agent says "Linux" as well, and a Windows phone's says "Android" and "iPhone". */
const DEVICES: readonly (readonly [RegExp, string | null])[] = [
  [BOT, null],
  [/windows phone|\bCrOS\b/i, null],
  [/iphone|ipad|ipod/i, 'ios'],
  [/android/i, 'android'],
  [/windows nt/i, 'windows'],
  [/macintosh|mac os x/i, 'mac'],
  [/linux/i, 'linux'],
];

/** The device behind a user agent: one of disjoint names, `null` for bots and whatever else is not known. */
export function deviceOf(userAgent: string | undefined): string | null {
  return DEVICES.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1] ?? null;
}
