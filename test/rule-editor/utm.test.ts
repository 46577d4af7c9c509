import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utmsLacking, withUtms } from '../../src/elements/rule-editor/utm.js';

const from = 'https://www.example.com/?utm_source=poster&UTM_Medium=print&id=3';

describe('UTM parameters', () => {
  it('are taken over where they lack, before the fragment and behind what is there as it is written', () => {
    expect(withUtms('https://a.example', from)).toBe('https://a.example?utm_source=poster&UTM_Medium=print');
    expect(withUtms('https://a.example/p?x=%20&utm_source=own#top', from)).toBe('https://a.example/p?x=%20&utm_source=own&UTM_Medium=print#top');
    expect(withUtms('https://a.example/?', from)).toBe('https://a.example/?utm_source=poster&UTM_Medium=print');
  });

  it('are those of no address that is none', () => {
    expect([utmsLacking('https://a.example', null), utmsLacking('nonsense', from), utmsLacking('javascript:1', from), withUtms('nonsense', from)]).toEqual([[], [], [], 'nonsense']);
  });

  it('are all there afterwards, once, and nothing else is another', () => {
    const url = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(url, fc.uniqueArray(fc.constantFrom('utm_source', 'utm_medium', 'utm_term'), { minLength: 1 }), fc.string(), (to, names, value) => {
        const parent = `https://p.example/?${new URLSearchParams(names.map((name) => [name, value])).toString()}`;
        const taken = withUtms(to, parent);
        expect(utmsLacking(taken, parent)).toEqual([]);
        expect(withUtms(taken, parent)).toBe(taken);
        const [before, after] = [new URL(to), new URL(taken)];
        expect([after.origin, after.pathname, after.hash]).toEqual([before.origin, before.pathname, before.hash]);
        for (const name of names) expect(after.searchParams.get(name)).toBe(value.toWellFormed());
      }),
    );
  });
});
