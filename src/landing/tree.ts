import { networkKey, networkName } from './networks.js';
import { isWeb, safeHref } from './safe-href.js';
import type { Block, LandingView, SafeHref, TreeElement, TreeNode } from './types.js';
import { vcardFileName, vcardHref } from './vcard.js';

export interface TreeOptions {
  /** When the page is looked at: scheduled blocks outside their time are `hidden`. Default now. */
  now?: Date | undefined;
  /** `endpoint` of embedded codes; `null` leaves out codes that would have to be loaded. Default: none said. */
  qrEndpoint?: string | null | undefined;
  /** Level of the title's heading, 1–6; default 2, since the page around it has a first heading of its own. */
  headingLevel?: number | undefined;
  /** `target` of links that lead to the web; default none. */
  target?: string | null | undefined;
}

type Kind<K extends Block['kind']> = Extract<Block, { kind: K }>;
type Attributes = Record<string, string | null | undefined>;

/**
 * What is shown, as data. Tags, classes and parts:
 *
 *     article.page[part=base][data-preset]
 *       header.header[part=header]
 *         img.avatar, h2.title[part=title], p.description[part=description], slot[name=header]
 *       div.blocks[part=links]
 *         ul.links[role=list] > li.block > a.link[part=link] > bdi      runs of link, email, phone and vCard
 *           where an address leads nowhere: span.link.plain[part=link] > bdi, bdi.address
 *         h3.heading   p.text   figure.image (> a) > img   hr.divider
 *         ul.social[role=list] > li > a[data-network] > bdi
 *         div.qr > jsi-qr-code, p.caption
 *         slot[name=links]
 *       footer.footer[part=footer] > slot[name=footer]
 *
 * A scheduled block's outermost element (`li`, `h3`, `p`, `figure`, `hr`, `ul`, `div`) has `data-from` and `data-to`, and
 * `hidden` while it is not its time.
 */
export function pageTree(view: LandingView, options: TreeOptions = {}): TreeNode[] {
  const level = Math.min(6, Math.max(1, Math.round(options.headingLevel ?? 2) || 2));
  const draw = new Blocks(options, Math.min(6, level + 1));
  const { title, description, avatar } = view;
  return [
    h('article', { class: 'page', part: 'base', 'data-preset': view.preset }, [
      h('header', { class: 'header', part: 'header' }, [
        avatar && h('img', { class: 'avatar', src: avatar, alt: '', decoding: 'async' }),
        title.trim() && h(`h${level}`, { class: 'title', part: 'title', dir: 'auto' }, [title]),
        description !== null && h('p', { class: 'description', part: 'description', dir: 'auto' }, [description]),
        h('slot', { name: 'header' }),
      ]),
      h('div', { class: 'blocks', part: 'links' }, [...draw.all(view.blocks), h('slot', { name: 'links' })]),
      h('footer', { class: 'footer', part: 'footer' }, [h('slot', { name: 'footer' })]),
    ]),
  ];
}

/** Whether a scheduled block is to be seen at that time, `[from, to)`. */
export function isShown({ from, to }: Pick<Block, 'from' | 'to'>, now: number): boolean {
  return (!from || Date.parse(from) <= now) && (!to || now < Date.parse(to));
}

class Blocks {
  readonly #now: number;
  readonly #options: TreeOptions;
  readonly #heading: string;

  constructor(options: TreeOptions, level: number) {
    this.#options = options;
    this.#now = (options.now ?? new Date()).getTime();
    this.#heading = `h${level}`;
  }

  /** List items that follow each other are one list. */
  all(blocks: readonly Block[]): TreeNode[] {
    const drawn: TreeNode[] = [];
    let run: TreeNode[] = [];
    const close = () => {
      if (run.length > 0) drawn.push(h('ul', { class: 'links', role: 'list' }, run));
      run = [];
    };
    for (const block of blocks) {
      const item = this.#item(block);
      const other = item ? null : this.#block(block);
      if (item) run.push(h('li', { class: 'block', ...this.#schedule(block) }, item));
      if (other) {
        close();
        drawn.push(other);
      }
    }
    close();
    return drawn;
  }

  #item(block: Block): TreeNode[] | null {
    switch (block.kind) {
      case 'link':
      case 'email':
      case 'phone':
        return this.#link(block);
      case 'vcard': {
        const attributes = { class: 'link', part: 'link', href: vcardHref(block.card), download: vcardFileName(block.card) };
        return [h('a', attributes, [bdi(block.text)])];
      }
      default:
        return null;
    }
  }

  #link({ text, href, address }: Kind<'link' | 'email' | 'phone'>): TreeNode[] {
    if (href !== null) return [h('a', { class: 'link', part: 'link', ...this.#leadsTo(href) }, [bdi(text)])];
    const more = address !== '' && address !== text && [' ', h('bdi', { class: 'address' }, [address])];
    return [h('span', { class: 'link plain', part: 'link' }, [bdi(text), ...(more || [])])];
  }

  #block(block: Block): TreeNode | null {
    const when = this.#schedule(block);
    switch (block.kind) {
      case 'heading':
        return h(this.#heading, { class: 'heading', dir: 'auto', ...when }, [block.text]);
      case 'text':
        return h('p', { class: 'text', dir: 'auto', ...when }, [block.text]);
      case 'image': {
        const image = h('img', { src: block.src, alt: block.alt, loading: 'lazy', decoding: 'async' });
        // A link whose picture says nothing has the address as its name.
        const name = block.href !== null && block.alt === '' ? block.href : null;
        const inside = block.href === null ? image : h('a', { ...this.#leadsTo(block.href), 'aria-label': name }, [image]);
        return h('figure', { class: 'image', ...when }, [inside]);
      }
      case 'divider':
        return h('hr', { class: 'divider', ...when });
      case 'social':
        return h('ul', { class: 'social', role: 'list', ...when }, block.links.map((link) => this.#social(link)));
      case 'qr-code':
        return this.#qrCode(block, when);
      default:
        return null;
    }
  }

  #social({ network, href }: { network: string; href: SafeHref }): TreeNode {
    const attributes = { ...this.#leadsTo(href), 'data-network': networkKey(network) || null };
    return h('li', {}, [h('a', attributes, [bdi(networkName(network))])]);
  }

  /** What the code says is a link in it, which is shown until the code is drawn. */
  #qrCode({ text, id, value }: Kind<'qr-code'>, when: Attributes): TreeNode | null {
    const { qrEndpoint } = this.#options;
    if (value === null && qrEndpoint === null) return null;
    const code = value === null ? { 'qr-id': String(id), endpoint: qrEndpoint } : { value };
    const href = safeHref(value);
    const says = value !== null && bdi(value);
    return h('div', { class: 'qr', ...when }, [
      h('jsi-qr-code', { ...code, label: text }, [says && href !== null ? h('a', this.#leadsTo(href), [says]) : says]),
      text !== null && h('p', { class: 'caption', dir: 'auto' }, [text]),
    ]);
  }

  #leadsTo(href: SafeHref): Attributes {
    return isWeb(href) ? { href, rel: 'noopener', target: this.#options.target } : { href };
  }

  #schedule(block: Block): Attributes {
    return { 'data-from': block.from, 'data-to': block.to, hidden: isShown(block, this.#now) ? null : '' };
  }
}

/** A name in its own direction: what it holds of bidi controls ends with it. */
const bdi = (text: string): TreeElement => h('bdi', {}, [text]);

function h(tag: string, attributes: Attributes, children: readonly (TreeNode | null | false)[] = []): TreeElement {
  const said = Object.entries(attributes).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { tag, attributes: Object.fromEntries(said), children: children.filter(isNode) };
}

const isNode = (child: TreeNode | null | false): child is TreeNode => child !== null && child !== false && child !== '';
