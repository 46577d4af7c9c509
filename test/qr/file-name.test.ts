import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/qr/file-name.js';

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 120 }));
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('the name of a downloaded file', () => {
  it.each([
    ['Spring Campaign', 'Spring Campaign.png'],
    ['Menu / drinks: "cold" <new>', 'Menu drinks cold new.png'],
    ['a\\b|c?d*e', 'a b c d e.png'],
    ['  two\t\nlines  ', 'two lines.png'],
    ['Größe · 夏の大セール 🎉', 'Größe · 夏の大セール 🎉.png'],
    ['مرحبا', 'مرحبا.png'],
    ['v1.2', 'v1.2.png'],
    ['.htaccess', 'htaccess.png'],
    ['ends with dots...', 'ends with dots.png'],
  ])('keeps of “%s” what every file system takes', (text, name) => {
    expect(fileName(text, 'png')).toBe(name);
  });

  it.each(['', '   ', '...', '///', '\u0000\u0007', '\ud800', '\u202e', ' . . '])('falls back where nothing is left of %j', (text) => {
    expect(fileName(text, 'svg')).toBe('qr-code.svg');
  });

  it.each(['CON', 'con', 'nul', 'Aux', 'PRN', 'COM1', 'lpt9', 'con.tar', 'NUL.'])('is no device of Windows: %s', (text) => {
    const name = fileName(text, 'png');
    expect(name).toMatch(/^_/);
    expect(name.slice(1).toLowerCase()).toContain(text.replace(/\.$/, '').toLowerCase());
  });

  it.each(['console', 'comb', 'lpt', 'null', 'com10'])('leaves “%s” alone, which only looks like a device', (text) => {
    expect(fileName(text, 'png')).toBe(`${text}.png`);
  });

  it('cannot show another extension than it has by turning the text round', () => {
    // Shown with the mark: "photoexe.png".
    expect(fileName('photo\u202egnp', 'exe')).toBe('photo gnp.exe');
    for (const mark of ['\u200e', '\u200f', '\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069']) {
      expect(fileName(`a${mark}b`, 'png')).toBe('a b.png');
    }
  });

  it('writes the same letters the same way', () => {
    expect(fileName('Gro\u0308ße', 'png')).toBe(fileName('Gr\u00f6ße', 'png'));
  });

  it('leaves no path, and nothing that a system forbids, of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = fileName(text, 'png');
        // eslint-disable-next-line no-control-regex -- they are what may not be there
        expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]/);
        expect(name).toMatch(/^[^\s.].*\.png$/su);
        expect(name.isWellFormed()).toBe(true);
        expect(bytes(name)).toBeLessThanOrEqual(200);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when it is made of itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = fileName(text, 'png').slice(0, -'.png'.length);
        expect(fileName(name, 'png')).toBe(`${name}.png`);
      }),
    );
  });

  it.each(['a', 'é', '夏', '🎉'])('is cut between characters where it is too long: %s', (character) => {
    const name = fileName(character.repeat(300), 'png').slice(0, -'.png'.length);
    expect(name).toMatch(new RegExp(`^(${character})+$`, 'u'));
    expect(bytes(name)).toBeGreaterThan(180 - 4);
    expect(bytes(name)).toBeLessThanOrEqual(180);
  });

  it('takes no time that a person notices, however long the text', () => {
    const started = performance.now();
    fileName('夏の大セール '.repeat(20_000), 'png');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
