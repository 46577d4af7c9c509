import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QrCode, Rule } from '../../src/client/types.js';
import { lint } from '../../src/rules/lint.js';
import type { Problem, RuleLike, RuleSet } from '../../src/rules/types.js';

const code: Partial<QrCode> = { type: 'dynamic', public_url: 'https://go.example/r/spring-2026', slug: 'spring-2026', target_url: 'https://www.example.com/', auto_renew: false };
const of = (fields: Partial<Record<keyof Rule, unknown>>, more: Partial<QrCode> = {}): Problem[] =>
  lint({ code: { ...code, ...more }, rules: [{ id: 7, url: 'https://ok.example/', ...fields } as RuleLike] });
const brief = (problems: Problem[]) => problems.map(({ code, severity, field }) => `${severity} ${code} ${field ?? ''}`);
const urlOf = (url: unknown, more?: Partial<QrCode>) => brief(of({ url }, more));

describe('lint', () => {
  it('has nothing to say of a rule as it should be', () => {
    expect(
      of({
        url: 'https://ok.example/a?b=1#c',
        device: 'ios',
        country_code: 'nl',
        start_at: '2026-04-01T08:00:00Z',
        end_at: '2026-04-01T10:00:00+01:00',
        days_of_week: ['Monday', 'sunday'],
        priority: -3,
        weight: 0,
        is_active: true,
      }),
    ).toEqual([]);
    expect(of({ device: null, country_code: null, start_at: null, end_at: null, days_of_week: [], priority: undefined, weight: null })).toEqual([]);
  });

  it.each([
    'https://go.example/r/spring-2026',
    'https://go.example/r/spring-2026/',
    'http://go.example/r/spring-2026',
    'https://GO.example:443/r/spring-2026',
    'http://go.example:80/r/spring-2026',
    'https://go.example./r/spring-2026',
    'https://go.example/r/./spring-2026?utm_source=poster#top',
    'https://go.example/r/%73pring-2026',
    'https://justscanit.com/r/spring-2026',
  ])('sees a circle in %s', (url) => {
    expect(of({ url }).filter(({ severity }) => severity === 'error')).toEqual([{ rule: 7, code: 'loop', severity: 'error', field: 'url', value: code.public_url }]);
  });

  it.each(['https://go.example/r/spring-2027', 'https://go.example/', 'https://go.example:8443/r/spring-2026', 'https://other.example/r/spring-2026', 'https://go.example/r/spring-2026/menu', 'https://sub.go.example/r/spring-2026'])(
    'sees none in %s',
    (url) => {
      expect(urlOf(url)).toEqual([]);
    },
  );

  it('sees a circle by the slug where the code’s own address is not known', () => {
    expect(urlOf('https://justscanit.com/r/spring-2026', { public_url: null })).toEqual(['error loop url']);
    expect(urlOf('https://justscanit.com/r/spring-2026', { public_url: null, slug: null })).toEqual([]);
  });

  it.each(['', ' ', 'example.com', 'example.com/page', 'www.example.com:8080/page', 'localhost:3000/', '//example.com', '/page', 'https://', 'https:example.com', 'https:///example.com', 'http//x', 7, null, undefined, {}, ['https://ok.example/']])(
    'takes %j for no address',
    (url) => {
      expect(urlOf(url)).toEqual(['error url-invalid url']);
    },
  );

  it.each([
    ['javascript:alert(1)', 'javascript:', 'error'],
    ['JavaScript:alert(1)', 'javascript:', 'error'],
    [' java\nscript:alert(1)', 'javascript:', 'error'],
    ['data:text/html,<script>alert(1)</script>', 'data:', 'error'],
    ['vbscript:x', 'vbscript:', 'error'],
    ['file:///etc/passwd', 'file:', 'error'],
    ['blob:https://ok.example/1', 'blob:', 'error'],
    ['mailto:me@ok.example', 'mailto:', 'warning'],
    ['market://details?id=x', 'market:', 'warning'],
    ['ftp://ok.example/', 'ftp:', 'warning'],
  ])('names the scheme of %j', (url, value, severity) => {
    expect(of({ url })).toEqual([{ rule: 7, code: 'url-scheme', severity, field: 'url', value }]);
  });

  it('sees secrets in an address, an address that is too long, and one that is not encrypted', () => {
    expect(urlOf('https://user@ok.example/')).toEqual(['error url-credentials url']);
    expect(urlOf('https://:secret@ok.example/')).toEqual(['error url-credentials url']);
    const root = 'https://ok.example/';
    expect(urlOf(root + 'a'.repeat(2048 - root.length))).toEqual([]);
    expect(urlOf(root + 'a'.repeat(2049 - root.length))).toEqual(['error url-too-long url']);
    // Measured as it is sent: an escape is three characters.
    expect(urlOf(root + 'é'.repeat(400))).toEqual(['error url-too-long url']);
    expect(urlOf('http://ok.example/')).toEqual(['warning not-https url']);
  });

  it('never repeats a password', () => {
    expect(JSON.stringify(of({ url: 'https://user:secret@ok.example/' }))).not.toContain('secret');
  });

  it('names the parameters that the code’s own destination has', () => {
    const parent = { target_url: 'https://www.example.com/?utm_source=poster&UTM_Campaign=spring&ref=1' };
    expect(of({ url: 'https://ok.example/?utm_source=x' }, parent)).toEqual([{ rule: 7, code: 'utm-dropped', severity: 'info', field: 'url', value: 'UTM_Campaign' }]);
    expect(urlOf('https://ok.example/?utm_source=x&UTM_Campaign=y', parent)).toEqual([]);
    expect(of({}, { target_url: 'rubbish?utm_source=x' }).filter(({ rule }) => rule === 7)).toEqual([]);
  });

  it.each([
    ['2026-04-01', 'a date'],
    ['2026-04-01T08:00:00', 'no offset'],
    ['2026-02-30T08:00:00Z', 'a day that does not exist'],
    ['tomorrow', 'words'],
    ['', 'nothing'],
    [1_775_030_400_000, 'a number'],
  ] as [unknown, string][])('takes %j for no instant: %s', (at) => {
    expect(brief(of({ start_at: at }))).toEqual(['error instant-without-offset start_at']);
    expect(brief(of({ end_at: at }))).toEqual(['error instant-without-offset end_at']);
  });

  it('sees that a rule ends before it starts', () => {
    const times = (start_at: string, end_at: string) => brief(of({ start_at, end_at }));
    expect(times('2026-04-01T08:00:00Z', '2026-04-01T08:00:00Z')).toEqual(['warning end-before-start end_at']);
    expect(times('2026-04-01T08:00:00Z', '2026-04-01T08:30:00+01:00')).toEqual(['warning end-before-start end_at']);
    expect(times('2026-04-01T08:00:00Z', '2026-04-01T08:00:01Z')).toEqual([]);
  });

  it('sees that a rule starts after the licence or the code ends', () => {
    const start_at = '2026-04-01T08:00:00Z';
    expect(brief(of({ start_at }, { licensed_until: start_at }))).toEqual(['warning starts-after-licence start_at']);
    expect(brief(of({ start_at }, { licensed_until: '2026-04-01T08:00:01Z' }))).toEqual([]);
    expect(brief(of({ start_at }, { licensed_until: start_at, auto_renew: true }))).toEqual(['info starts-after-licence start_at']);
    expect(brief(of({ start_at }, { licensed_until: start_at, type: 'static' }))).toEqual([]);
    expect(of({ start_at }, { expires_at: '2026-03-01T00:00:00Z' })).toEqual([{ rule: 7, code: 'starts-after-expiry', severity: 'warning', field: 'start_at', value: '2026-03-01T00:00:00Z' }]);
  });

  it('sees weekdays that are none', () => {
    expect(of({ days_of_week: ['monday', 'Maandag', 'tue', 'FRIDAY'] })).toEqual([{ rule: 7, code: 'weekday-unknown', severity: 'error', field: 'days_of_week', value: 'Maandag, tue' }]);
    expect(brief(of({ days_of_week: [1] }))).toEqual(['error weekday-unknown days_of_week']);
    expect(brief(of({ days_of_week: 'monday' }))).toEqual(['error weekday-unknown days_of_week']);
  });

  it.each([-1, 1.5, NaN, Infinity, 2 ** 31, '3', true])('takes %j for no weight', (weight) => {
    expect(brief(of({ weight }))).toEqual(['error weight-invalid weight']);
  });

  it.each([1.5, NaN, 2 ** 31, -(2 ** 31) - 1, '3'])('takes %j for no priority', (priority) => {
    expect(brief(of({ priority }))).toEqual(['error priority-invalid priority']);
  });

  it('tells codes of countries from what is none', () => {
    const country = (country_code: unknown) => brief(of({ country_code }));
    for (const good of ['NL', 'nl', 'US', 'XK', 'TW', 'GB']) expect(country(good)).toEqual([]);
    for (const odd of ['QX', 'ZZ', 'EU', 'XA']) expect(country(odd)).toEqual(['info country-unknown country_code']);
    for (const bad of ['NLD', 'N', '', 'N1', ' NL', 7, {}]) expect(country(bad)).toEqual(['error country-invalid country_code']);
  });

  it('says which devices the guide does not name', () => {
    for (const good of ['ios', 'android', 'windows', 'mac', 'linux']) expect(of({ device: good })).toEqual([]);
    for (const odd of ['kiosk', 'iOS', 'iphone', '']) expect(of({ device: odd })).toEqual([{ rule: 7, code: 'device-unknown', severity: 'info', field: 'device', value: odd }]);
  });

  it('sees a draw between rules that say the same', () => {
    const twins = (fields: object, others: object = {}) =>
      lint({ code, rules: [{ id: 1, url: 'https://a.example/', weight: 70 }, { id: 2, url: 'https://a.example/', weight: 30, ...fields }, { id: 3, url: 'https://b.example/', ...others }] as RuleLike[] });
    expect(twins({})).toEqual([{ rule: 2, code: 'split-against-itself', severity: 'warning', field: 'url', value: '1' }]);
    expect(twins({ priority: 0, days_of_week: [], device: null })).toHaveLength(1);
    for (const other of [{ url: 'https://c.example/' }, { priority: 1 }, { device: 'ios' }, { country_code: 'NL' }, { days_of_week: ['monday'] }, { start_at: '2026-01-01T00:00:00Z' }, { is_active: false }]) {
      expect(twins(other)).toEqual([]);
    }
  });

  it('sees in it the same conditions in another spelling, and no draw between times of one schedule', () => {
    const one = { id: 1, url: 'https://a.example/', country_code: 'nl', days_of_week: ['Monday', 'friday'], start_at: '2026-04-01T08:00:00Z', end_at: '2026-04-01T09:00:00Z' };
    const other = { ...one, id: 2, country_code: 'NL', days_of_week: ['friday', 'monday', 'monday'], start_at: '2026-04-01T10:00:00+02:00' };
    expect(brief(lint({ code, rules: [one, other] }))).toEqual(['warning split-against-itself url']);
    expect(lint({ code, rules: [one, { ...one, id: 2, start_at: '2026-04-01T09:00:00Z', end_at: '2026-04-01T10:00:00Z' }] })).toEqual([]);
  });

  it('looks at the code’s own destinations and ends too', () => {
    const own = (fields: Partial<QrCode>) => lint({ code: { ...code, ...fields }, rules: [] }).map(({ rule, ...problem }) => [rule, ...brief([{ rule, ...problem }])]);
    expect(own({ target_url: 'https://go.example/r/spring-2026' })).toEqual([[null, 'error loop target_url']]);
    expect(own({ fallback_url: 'http://go.example/' })).toEqual([[null, 'warning not-https fallback_url']]);
    expect(own({ target_url: 'https://www.example.com/?utm_source=x', fallback_url: 'https://www.example.com/' })).toEqual([]);
    expect(own({ target_url: null, fallback_url: null })).toEqual([]);
    expect(own({ expires_at: 'soon', licensed_until: '2026-01-01' })).toEqual([
      [null, 'error instant-without-offset expires_at'],
      [null, 'error instant-without-offset licensed_until'],
    ]);
  });

  it('goes by rule, in the order given, and then by the code', () => {
    const set: RuleSet = { code: { ...code, target_url: 'http://x.example/' }, rules: [{ id: 9, url: '' }, { id: 3, url: 'http://y.example/' }] };
    expect(lint(set).map(({ rule }) => rule)).toEqual([9, 3, null]);
    expect(lint(set, {}).map(({ rule }) => rule)).toEqual([9, 3]);
  });

  it('never throws, whatever a rule or code holds', () => {
    const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withTypedArray: true });
    const fields = ['url', 'device', 'country_code', 'start_at', 'end_at', 'days_of_week', 'priority', 'weight', 'is_active'];
    const odd = fc.oneof(anything, fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('http://[', 'https://%', 'https://a.example/%E0%A4%A'));
    const object = (names: string[]) => fc.record(Object.fromEntries(names.map((name) => [name, odd])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(object(fields), { maxLength: 3 }), object(['public_url', 'slug', 'target_url', 'fallback_url', 'expires_at', 'licensed_until', 'type', 'auto_renew']), (rules, own) => {
        const problems = lint({ code: own, rules: rules.map((rule, id) => ({ id, ...rule })) as unknown as RuleLike[] });
        for (const { value } of problems) expect(['string', 'undefined']).toContain(typeof value);
      }),
      { numRuns: 2000 },
    );
  });
});
