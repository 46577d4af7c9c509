import '../../src/elements/landing-page/define.js';
import { presetNames } from '../../src/landing/preset-names.js';
import { expect, html } from '../support/fixture.js';
import { placeLoaded } from '../support/landing-page.js';

const narrow = html`<div style="inline-size: 320px"></div>`;
const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverkaufsstelle'.repeat(3);

describe('the looks of jsi-landing-page', () => {
  for (const preset of presetNames) {
    for (const scheme of ['light', 'dark']) {
      it(`give axe nothing to find: ${preset}, ${scheme}`, async () => {
        const around = html`<div style="background: ${scheme === 'dark' ? '#111' : '#fff'}; color-scheme: ${scheme}"></div>`;
        const { element } = await placeLoaded({ preset }, { around, inside: ['links'] });
        await expect(element).to.be.accessible();
      });
    }

    it(`have room in 320 px for words that have none, and for fingers: ${preset}`, async () => {
      const blocks = [
        { type: 'link', title: long, url: `https://example.com/${long}` },
        { type: 'link', title: 'Never', url: `javascript:${long}` },
        { type: 'heading', text: long },
        { type: 'text', text: long },
        { type: 'social', links: [{ network: long, url: 'https://example.com/' }] },
        { type: 'qr', text: long, value: 'https://example.com/' },
      ];
      const { element, page } = await placeLoaded({ preset, title: long, description: long, blocks }, { around: narrow, inside: ['links'] });
      expect(element.getBoundingClientRect().width).to.equal(320);
      expect(page.scrollWidth, 'scrolls').to.equal(320);
      for (const part of page.querySelectorAll('.title, .description, .link, .heading, .text, .social a, .qr')) {
        const { left, right } = part.getBoundingClientRect();
        const { left: from, right: to } = page.getBoundingClientRect();
        expect(left, `${part.className} begins`).to.be.at.least(from);
        expect(right, `${part.className} ends`).to.be.at.most(to);
        expect(part.scrollWidth, `${part.className} is cut`).to.be.at.most(part.clientWidth + 2);
      }
      for (const target of page.querySelectorAll('a.link, .social a')) expect(target.getBoundingClientRect().height).to.be.at.least(44);
    });

    it(`are mirrored from right to left: ${preset}`, async () => {
      const side = async (dir: string) => {
        const around = html`<div dir=${dir} style="inline-size: 400px"></div>`;
        const { page } = await placeLoaded({ preset, title: 'عنوان', description: 'Latin words' }, { around });
        const { left, right } = page.getBoundingClientRect();
        const edges = (selector: string) => {
          const range = document.createRange();
          range.selectNodeContents(page.querySelector(selector)!);
          const text = range.getBoundingClientRect();
          return [text.left - left, right - text.right].map(Math.round);
        };
        return ['.title', '.description', '.link bdi', '.heading', '.text'].map(edges);
      };
      const [ltr, rtl] = [await side('ltr'), await side('rtl')];
      for (const [index, [start, end]] of ltr.entries()) {
        expect(rtl[index]![1], `text ${index}`).to.be.closeTo(start!, 3);
        expect(rtl[index]![0], `text ${index}`).to.be.closeTo(end!, 3);
      }
    });
  }

  it('are seven: no two presets share letters, shapes and colours', async () => {
    const looks = new Map<string, string>();
    for (const preset of presetNames) {
      const { page } = await placeLoaded({ preset });
      const title = getComputedStyle(page.querySelector('.title')!);
      const link = getComputedStyle(page.querySelector('a.link')!);
      looks.set(preset, [title.fontFamily, title.letterSpacing, title.color].join());
      looks.set(`${preset} link`, [link.borderRadius, link.borderWidth, link.minBlockSize, link.backgroundColor, link.boxShadow].join());
    }
    expect(new Set(looks.values()).size).to.equal(looks.size);
  });

  it('follow the surroundings, but for those that are dark in all', async () => {
    const ground = async (preset: string, scheme: string) =>
      getComputedStyle((await placeLoaded({ preset }, { around: html`<div style="color-scheme: ${scheme}"></div>` })).page).backgroundColor;
    for (const preset of presetNames) {
      const isSame = (await ground(preset, 'light')) === (await ground(preset, 'dark'));
      expect(isSame, preset).to.equal(preset === 'dark' || preset === 'neon');
    }
  });

  it('change nothing of the page around, nor does its style change them', async () => {
    const around = html`<div class="page title link">
      <style>
        .page { color: rgb(1, 2, 3); } .link { border: 9px solid; } h2 { font-size: 99px; } a { color: lime; background: lime; }
      </style>
    </div>`;
    const { element, page } = await placeLoaded({ preset: 'nature' }, { around, inside: ['links'] });
    expect(getComputedStyle(page.querySelector('.title')!).fontSize).to.not.equal('99px');
    expect(getComputedStyle(page.querySelector('a.link')!).color).to.equal('rgb(251, 248, 236)');
    // A link of the site's in the place of the page's links stays readable there.
    expect(getComputedStyle(element.children[0]!).color).to.equal('rgb(251, 248, 236)');
    expect(getComputedStyle(element.parentElement!).color).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(element.parentElement!).borderTopWidth).to.equal('9px');
  });

  it('put links of a firm in two columns where there is room', async () => {
    const columns = async (width: number) => {
      const { page } = await placeLoaded({ preset: 'corporate' }, { around: html`<div style="inline-size: ${width}px"></div>` });
      return getComputedStyle(page.querySelector('.links')!).gridTemplateColumns.split(' ').length;
    };
    expect([await columns(360), await columns(900)]).to.deep.equal([1, 2]);
  });
});
