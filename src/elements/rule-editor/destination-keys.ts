import { html, nothing, type TemplateResult } from 'lit';
import type { Landing } from '../../rules/types.js';
import type { Formats } from './formats.js';

/** As many colours as are told apart; further destinations begin again, and have letters of their own. */
const COLORS = 8;
/** So many entries has a legend before it folds. */
const SHOWN = 12;

/** A destination as it is told from the others of a drawing: by a letter, a colour and its name. */
export interface Key {
  letter: string;
  /** A class that sets the colour. */
  tone: string;
  text: string;
}

/** How one landing is drawn. */
export interface Mark {
  /** "A", or of a draw "A/B", of one between many "A/B +3". */
  letters: string;
  /** The most probable one's alone, for where there is no room. */
  letter: string;
  /** Classes for its one or two colours. */
  tones: string;
}

export interface Keys {
  /** Most frequent first; what no rule leads to, and nowhere, last. */
  entries: readonly Key[];
  hasDraws: boolean;
  mark: (landing: Landing) => Mark;
}

/** Gives letters and colours to the destinations of landings, of which each counts as much as its weight says. */
export function keysOf(landings: Iterable<readonly [landing: Landing, weight: number]>, formats: Formats): Keys {
  const found = new Map<string, { place: Place; weight: number; isOwn: boolean }>();
  let hasDraws = false;
  for (const [landing, weight] of landings) {
    const places = placesOf(landing);
    hasDraws ||= places.length > 1;
    for (const [place, share] of places) {
      const id = idOf(place);
      const known = found.get(id) ?? { place, weight: 0, isOwn: true };
      known.weight += weight * share;
      known.isOwn &&= place.kind !== 'rule';
      found.set(id, known);
    }
  }

  const keys = new Map<string, Key>();
  const byWeight = [...found].sort(([, a], [, b]) => b.weight - a.weight);
  let count = 0;
  for (const [id, { place, isOwn }] of byWeight) {
    if (isOwn) continue;
    keys.set(id, { letter: letterOf(count), tone: `tone-${count % COLORS}`, text: textOf(place, formats) });
    count++;
  }
  for (const [id, { place, isOwn }] of byWeight) {
    if (isOwn) keys.set(id, { ...ownOf(place), text: textOf(place, formats) });
  }

  return {
    entries: [...keys.values()],
    hasDraws,
    mark(landing) {
      const marks = placesOf(landing).map(([place]) => keys.get(idOf(place))!);
      const [first, second] = marks;
      return {
        letters: lettersOf(marks),
        letter: first!.letter,
        tones: `${first!.tone}${second ? ` draw with-${second.tone}` : ''}`,
      };
    },
  };
}

/** Of a draw between many the two most probable. */
function lettersOf(marks: readonly Key[]): string {
  const shown = marks.length > 3 ? 2 : marks.length;
  const letters = marks.slice(0, shown).map(({ letter }) => letter);
  return letters.join('/') + (marks.length > shown ? ` +${marks.length - shown}` : '');
}

/** The letters and what they stand for; where there are many, the less frequent ones on demand. */
export function legend(keys: Keys, words: { legend: string; draw: string; more: (count: number) => string }): TemplateResult {
  const ruled = keys.entries.filter(({ tone }) => !isOwnTone(tone));
  const own = keys.entries.filter(({ tone }) => isOwnTone(tone));
  const isLong = keys.entries.length > SHOWN;
  const shown = isLong ? SHOWN - own.length : ruled.length;
  const item = ({ letter, tone, text }: Key) => html`<li><span class="chip ${tone}">${letter}</span> <bdi>${text}</bdi></li>`;
  return html`<ul class="legend" aria-label=${words.legend}>
    ${[...ruled.slice(0, shown), ...own].map(item)}
    ${keys.hasDraws ? html`<li><span class="chip tone-own draw with-tone-0" aria-hidden="true">${'\u00a0'}</span> <span>${words.draw}</span></li>` : nothing}
    </ul>
    ${
      isLong
        ? html`<details>
            <summary>${words.more(ruled.length - shown)}</summary>
            <ul class="legend" aria-label=${words.legend}>
              ${ruled.slice(shown).map(item)}
            </ul>
          </details>`
        : nothing
    }`;
}

type Place = { kind: Landing['destinations'][number]['kind'] | Landing['kind']; url: string | null };

/** Where a landing leads, most probable first, with the shares. */
function placesOf({ kind, destinations }: Landing): [Place, number][] {
  if (kind !== 'landed' || destinations.length === 0) return [[{ kind: kind === 'landed' ? 'nothing' : kind, url: null }, 1]];
  return destinations
    .map(({ kind, url, probability: { n, d } }): [Place, number] => [{ kind, url }, n / d])
    .sort(([, a], [, b]) => b - a);
}

const isOwnTone = (tone: string) => tone === 'tone-own' || tone === 'tone-nowhere';
const idOf = ({ kind, url }: Place) => (url === null ? kind : `to ${url}`);

/** A, B … Z, AA, AB … */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** What is not a rule's doing is grey, and where nobody lands is crossed out. */
function ownOf({ kind }: Place): Pick<Key, 'letter' | 'tone'> {
  if (kind === 'target' || kind === 'fallback' || kind === 'content') return { letter: '–', tone: 'tone-own' };
  return kind === 'nothing' ? { letter: '!', tone: 'tone-nowhere' } : { letter: '×', tone: 'tone-nowhere' };
}

function textOf({ kind, url }: Place, formats: Formats): string {
  switch (kind) {
    case 'inactive':
    case 'expired':
    case 'licence-expired':
      return formats.landing({ kind, destinations: [] });
    default:
      return formats.destination({ kind: kind === 'landed' ? 'nothing' : kind, url });
  }
}
