import { html, type TemplateResult } from 'lit';
import type { Id, Rule } from '../../client/types.js';
import type { Editor } from './editor.js';
import { plain, shortUrl } from './plain-text.js';

/** So much of an address tells rules apart in a sentence. */
const LONGEST = 30;
/** Private characters around an id: no sentence of a locale has them, and no stored string that is shown is looked at for them. */
const TOKEN = /\ue000(-?\d+)\ue001/;

/** Stands for a rule's name in a sentence, until it is drawn. */
export const token = (id: Id): string => `\ue000${id}\ue001`;

/** Names of rules by what they are made of: a thousand are asked for with every key. */
const names = new WeakMap<Rule, { index: number; formats: Editor['formats']; name: string }>();

/** "rule 2 (apps.example.com)": by its place, which is what a reader of the list can find, and its address. */
export function nameOf({ words, formats }: Editor, rule: Rule, index: number): string {
  const known = names.get(rule);
  if (known?.index === index && known.formats === formats) return known.name;
  const place = formats.number(index + 1);
  const url = plain(rule.url, '');
  const name = url === '' ? words.ruleNoUrl(place) : words.rule(place, formats.isolate(shortUrl(url, LONGEST)));
  names.set(rule, { index, formats, name });
  return name;
}

/** A sentence with tokens as text alone. */
export function asText(sentence: string, name: (id: Id) => string): string {
  return sentence.split(TOKEN).map((part, at) => (at % 2 === 0 ? part : name(Number(part)))).join('');
}

/** A sentence in which rules are buttons that show them; their addresses, which may be long, flow with the text. */
export function asHtml(sentence: string, editor: Editor): (string | TemplateResult)[] {
  const { rules, words, formats } = editor;
  return sentence.split(TOKEN).map((part, at) => {
    if (at % 2 === 0) return part;
    const index = rules.findIndex(({ id }) => id === Number(part));
    const place = words.ruleNoUrl(index < 0 ? '?' : formats.number(index + 1));
    const url = plain(rules[index]?.url ?? '', '');
    const show = html`<button type="button" class="link" @click=${() => editor.showRule(Number(part))}>${place}</button>`;
    return url === '' ? show : html`${show} ${words.ruleUrl(formats.isolate(shortUrl(url, LONGEST)))}`;
  });
}
