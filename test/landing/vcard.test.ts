import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vcard, vcardFileName, vcardHref, type Card } from '../../src/landing/vcard.js';

describe('a vCard', () => {
  it('is version 4.0', () => {
    const card = { name: 'Ada Lovelace', organisation: 'Engines', title: 'Analyst', phone: '+31 20', email: 'a@b.example', url: 'b.example', address: 'Quay 1, London' };
    expect(vcard(card)).toBe(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Lovelace\r\nORG:Engines\r\nTITLE:Analyst\r\nTEL;VALUE=text:+31 20\r\nEMAIL:a@b.example\r\n' +
        'URL:https://b.example/\r\nADR:;;Quay 1\\, London;;;;\r\nEND:VCARD\r\n',
    );
  });

  it('has a name, whatever it lacks', () => {
    expect(vcard({ organisation: 'X' })).toContain('\r\nFN:X\r\nORG:X\r\n');
    expect(vcard({ phone: '1' })).toContain('\r\nFN:\r\n');
  });

  it('holds no address that is script', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///x']) expect(vcard({ name: 'A', url })).not.toMatch(/^URL/m);
  });

  it('folds lines at 75 octets, between characters', () => {
    const lines = vcard({ name: 'é👍'.repeat(100) }).split('\r\n');
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.join('')).not.toContain('\ufffd');
  });

  const readBack = (file: string): string[][] =>
    file
      .replaceAll('\r\n ', '')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))]);

  it('says what it was given, line breaks and separators included, and not a line more', () => {
    const value = fc.string({ unit: fc.oneof(fc.constantFrom('\n', '\r', '\\', ',', ';', ':', 'n', ' ', 'BEGIN:VCARD'), fc.string({ unit: 'grapheme' })) }).map((text) => `x${text}`);
    fc.assert(
      fc.property(fc.record({ name: value, title: value, email: value }), (card: Card) => {
        const lines = readBack(vcard(card));
        expect(lines.map(([name]) => name)).toEqual(['BEGIN', 'VERSION', 'FN', 'TITLE', 'EMAIL', 'END', '']);
        const plain = (text: string | undefined) => text?.replace(/\r\n?/g, '\n');
        expect([lines[2]![1], lines[3]![1], lines[4]![1]]).toEqual([plain(card.name), plain(card.title), plain(card.email)]);
      }),
    );
  });

  it('is an address that holds the whole of it', () => {
    const card = { name: 'Zoë "#%<b>' };
    expect(vcardHref(card)).toMatch(/^data:text\/vcard;charset=utf-8,[\w%.~!*'()-]+$/);
    expect(decodeURIComponent(vcardHref(card).slice(vcardHref(card).indexOf(',') + 1))).toBe(vcard(card));
  });

  it.each([
    [{ name: 'Ada Lovelace' }, 'Ada-Lovelace.vcf'],
    [{ name: '../../etc/passwd' }, 'etc-passwd.vcf'],
    [{ organisation: 'Müller & Söhne' }, 'Müller-Söhne.vcf'],
    [{ name: '🎉' }, 'contact.vcf'],
    [{}, 'contact.vcf'],
    [{ name: `${'a'.repeat(59)}𝒜b` }, `${'a'.repeat(59)}.vcf`],
  ])('of %j is saved as %s', (card, name) => {
    expect(vcardFileName(card)).toBe(name);
  });
});
