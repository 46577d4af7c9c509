import type { Destination } from './types.js';

/** Where one can land. The same object for the same place. */
export type Place = Pick<Destination, 'kind' | 'url'>;

/** The places that a scan may land at, and the probability of each. */
export type Spread = ReadonlyMap<Place, number>;

export const nowhere: Place = { kind: 'nothing', url: null };
const content: Place = { kind: 'content', url: null };

/** URLs as places: two spellings that a browser takes for the same URL are one. */
export class Places {
  readonly #byUrl = new Map<string, Place>();

  of({ kind, url }: Place): Place {
    return url === null ? (kind === 'content' ? content : nowhere) : this.#at(url, kind);
  }

  /** Which of the places of `spread` a scan's URL is; `null` for none. `isOwn` says whether a set has another way to a place. */
  landed(url: string | null, spread: Spread, isOwn: (place: Place) => boolean): Place | null {
    if (url === null) return spread.has(nowhere) ? nowhere : spread.has(content) ? content : null;
    const place = this.#at(url, 'rule');
    if (spread.has(place)) return place;
    // The API does not say which URL a file or landing page has: it may be any that nothing else leads to.
    return spread.has(content) && !isOwn(place) ? content : null;
  }

  #at(url: string, kind: Place['kind']): Place {
    const known = this.#byUrl.get(url);
    if (known) return known;
    const href = URL.canParse(url) ? new URL(url).href : url;
    const place = this.#byUrl.get(href) ?? { kind, url };
    this.#byUrl.set(href, place);
    this.#byUrl.set(url, place);
    return place;
  }
}
