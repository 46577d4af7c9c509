import type { Editor } from './editor.js';
import type { Share } from './rows.js';

/** How often a rule is drawn, with what that depends on. */
export function shareText({ words, formats }: Editor, { kind, fraction, weight }: Share): string {
  if (kind === 'weight') return words.list.weight(formats.number(weight));
  const percent = formats.percent(fraction);
  return (kind === 'exact' ? words.list.share : words.list.shareWhereAll)(percent);
}

/** The same in a word. */
export function shortShare({ words, formats }: Editor, { kind, fraction, weight }: Share): string {
  return kind === 'weight' ? words.list.weightShort(formats.number(weight)) : formats.percent(fraction);
}
