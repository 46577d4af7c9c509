import { createDrafts, versionOf } from '../../src/ui/drafts.js';
import { expect } from '../support/fixture.js';

const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every((one) => typeof one === 'number');
const page = (name = 'numbers') => createDrafts({ name, isValue: isNumbers });
const draft = (value: number[], at = 1000) => ({ base: 'b1', value, at });
const names = () => Object.keys(localStorage).filter((one) => one.startsWith('jsi-draft:'));

describe('drafts', () => {
  beforeEach(() => localStorage.clear());
  after(() => localStorage.clear());

  it('are there after a reload', () => {
    expect(page().write('code 1', draft([1, 2]))).to.equal(true);
    const [found, ...others] = page().read('code 1');
    expect(others).to.deep.equal([]);
    expect(found).to.include({ base: 'b1', at: 1000 });
    expect(found?.value).to.deep.equal([1, 2]);
  });

  it('of one page replace each other', () => {
    const drafts = page();
    drafts.write('1', draft([1]));
    drafts.write('1', draft([2], 2000));
    expect(drafts.read('1').map(({ value }) => value)).to.deep.equal([[2]]);
  });

  it('of two tabs do not overwrite each other: the newest comes first', () => {
    const [one, two] = [page(), page()];
    one.write('1', draft([1], 1000));
    two.write('1', draft([2], 3000));
    one.write('1', draft([3], 2000));
    expect(page().read('1').map(({ value }) => value)).to.deep.equal([[2], [3]]);
  });

  it('are removed by the page that wrote them, and by another only by name', () => {
    const [one, two] = [page(), page()];
    one.write('1', draft([1], 1000));
    two.write('1', draft([2], 2000));
    two.remove('1');
    expect(two.read('1').map(({ value }) => value)).to.deep.equal([[1]]);
    two.remove('1', two.read('1')[0]!.slot);
    expect(names()).to.deep.equal([]);
  });

  it('of another key or element are not mixed up, whatever is in the key', () => {
    page().write('1', draft([1]));
    page().write('1:2', draft([2]));
    page().write('1%3A2', draft([3]));
    page('other').write('1', draft([4]));
    expect(page().read('1').map(({ value }) => value)).to.deep.equal([[1]]);
    expect(page().read('1:2').map(({ value }) => value)).to.deep.equal([[2]]);
    expect(page('other').read('1').map(({ value }) => value)).to.deep.equal([[4]]);
  });

  for (const [what, text] of Object.entries({
    'no JSON': '{',
    'nothing': '',
    'null': 'null',
    'a number': '1',
    'a list': '[]',
    'another format': JSON.stringify({ format: 2, base: 'b', at: 1, value: [1] }),
    'no format': JSON.stringify({ base: 'b', at: 1, value: [1] }),
    'a value of another kind': JSON.stringify({ format: 1, base: 'b', at: 1, value: ['x'] }),
    'no base': JSON.stringify({ format: 1, at: 1, value: [1] }),
    'no time': JSON.stringify({ format: 1, base: 'b', at: 'now', value: [1] }),
  })) {
    it(`that are ${what} are passed over, and the good ones read`, () => {
      page().write('1', draft([1]));
      localStorage.setItem(names()[0]!.replace(/[^:]*$/, 'tampered'), text);
      expect(page().read('1').map(({ value }) => value)).to.deep.equal([[1]]);
    });
  }

  it('that the guard cannot even look at are passed over', () => {
    page().write('1', draft([1]));
    const strict = createDrafts({
      name: 'numbers',
      isValue: (_: unknown): _ is string => {
        throw new Error('no');
      },
    });
    expect(strict.read('1')).to.deep.equal([]);
  });

  it('do without a storage that the browser forbids', () => {
    const drafts = createDrafts({
      name: 'numbers',
      isValue: isNumbers,
      storage: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    expect(drafts.write('1', draft([1]))).to.equal(false);
    expect(drafts.read('1')).to.deep.equal([]);
    drafts.remove('1');
  });

  it('keep the last one where the storage is full, and say so', () => {
    const drafts = page();
    drafts.write('1', draft([1]));
    const six = 6_000_000;
    expect(drafts.write('1', draft(Array.from({ length: six / 2 }, () => 1)))).to.equal(false);
    expect(drafts.read('1').map(({ value }) => value)).to.deep.equal([[1]]);
  });

  it('that JSON cannot hold are not kept, and say so', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    const drafts = createDrafts({ name: 'rings', isValue: (value: unknown): value is unknown[] => Array.isArray(value) });
    expect(drafts.write('1', { base: 'b', value: ring, at: 1 })).to.equal(false);
  });
});

describe('the version of what was loaded', () => {
  it('is the same for the same data in another order of fields, and another for other data', () => {
    const version = versionOf([{ id: 1, url: 'a' }, { id: 2 }]);
    expect(versionOf([{ url: 'a', id: 1 }, { id: 2 }])).to.equal(version);
    expect(version).to.match(/^[0-9a-f]{16}$/);
    for (const other of [[], [{ id: 2 }, { id: 1, url: 'a' }], [{ id: 1, url: 'b' }, { id: 2 }], null]) {
      expect(versionOf(other)).to.not.equal(version);
    }
  });

  it('differs among many sets that differ little', () => {
    const versions = Array.from({ length: 20_000 }, (_, id) => versionOf({ rules: [{ id, priority: id % 7 }] }));
    expect(new Set(versions).size).to.equal(versions.length);
  });
});
