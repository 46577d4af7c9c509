import { define, version } from '../../src/ui/define.js';
import { expect } from '../support/fixture.js';

describe('define', () => {
  const realWarn = console.warn;
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => warnings.push(text);
  });
  afterEach(() => {
    console.warn = realWarn;
  });

  it('registers once, and is silent about a second copy of the same version', () => {
    class First extends HTMLElement {
      static version = version;
    }
    class Second extends HTMLElement {
      static version = version;
    }
    define('jsi-test-same', First);
    define('jsi-test-same', Second);
    expect(customElements.get('jsi-test-same')).to.equal(First);
    expect(warnings).to.deep.equal([]);
  });

  it('warns with both versions about another one, and does not throw', () => {
    class Old extends HTMLElement {
      static version = '0.0.1';
    }
    class New extends HTMLElement {}
    define('jsi-test-other', Old);
    define('jsi-test-other', New);
    expect(warnings.length).to.equal(1);
    expect(warnings[0]).to.contain('0.0.1').and.contain(version);
  });
});
