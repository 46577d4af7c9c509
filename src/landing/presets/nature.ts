import type { PresetTokens } from '../tokens.js';

/** A field guide: an old serif on warm paper, leaves for links, and hills at the foot of the page. */
export const nature: PresetTokens = {
  surroundings: {
    light: {
      grounds: ['#f8f4e6', '#e9efd6'],
      title: '#203a23',
      description: '#4a5638',
      heading: '#7a3f14',
      text: '#3a4630',
      plain: '#505a40',
      links: [{ text: '#fbf8ec', background: '#2f5a34', border: '#2f5a34' }],
      hover: { text: '#fbf8ec', background: '#7a3f14', border: '#7a3f14' },
      active: { text: '#fbf8ec', background: '#5e2f0d', border: '#5e2f0d' },
      visited: { text: '#e3ecc7', border: '#2f5a34' },
      social: { text: '#203a23', background: '#f8f4e6', border: '#5c7a4a' },
      socialHover: { text: '#fbf8ec', background: '#2f5a34', border: '#2f5a34' },
      focus: '#9c3d0a',
      line: '#b9c49a',
    },
    dark: {
      grounds: ['#101c14', '#1a2c1e'],
      title: '#eef3dc',
      description: '#c0ccaa',
      heading: '#e9b782',
      text: '#d3dcc2',
      plain: '#b9c6a6',
      links: [{ text: '#12200f', background: '#bcd696', border: '#bcd696' }],
      hover: { text: '#241303', background: '#e9b782', border: '#e9b782' },
      active: { text: '#241303', background: '#d39b60', border: '#d39b60' },
      visited: { text: '#2c3d22', border: '#bcd696' },
      social: { text: '#dbe8c4', background: '#16261a', border: '#7f9a6c' },
      socialHover: { text: '#12200f', background: '#bcd696', border: '#bcd696' },
      focus: '#ffcf94',
      line: '#3f5640',
    },
  },
  type: {
    family: `'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, 'Book Antiqua', Georgia, serif`,
    titleFamily: `'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, 'Book Antiqua', Georgia, serif`,
    size: 1.125,
    leading: 1.6,
    title: [2.25, 3.75],
    titleWeight: 500,
    titleSpacing: -0.015,
    titleLeading: 1.1,
    heading: 1.375,
    headingWeight: 500,
    headingSpacing: 0,
    linkWeight: 500,
    linkSpacing: 0.005,
  },
  space: { gap: 1, edge: [2.5, 5], column: 32 },
  shape: {
    align: 'center',
    link: '30px 6px',
    social: '16px 4px',
    avatar: '52% 48% 46% 54% / 58% 56% 44% 42%',
    image: '30px 6px',
    card: '24px 6px',
    avatarSize: 7.5,
    border: 2,
    linkSize: 60,
    linkAlign: 'center',
    shadow: '0 2px 0 rgb(32 58 35 / 0.18)',
  },
  background: 'linear-gradient(var(--_lp-ground), var(--_lp-ground-2))',
  extra: `
& { --_lp-hill: light-dark(#a9c088, #22392a); --_lp-hill-2: light-dark(#7ea065, #2b4a33); --_lp-hill-3: light-dark(#547a4a, #35593c); }
& .footer { padding-block-end: calc(clamp(9rem, 17cqi, 15rem) + 2rem); }
&::after {
  content: ''; position: absolute; inset: auto 0 0; block-size: clamp(9rem, 17cqi, 15rem);
  background:
    radial-gradient(58% 100% at 12% 128%, var(--_lp-hill-3) 70%, transparent 70.4%),
    radial-gradient(66% 100% at 84% 132%, var(--_lp-hill-2) 76%, transparent 76.4%),
    radial-gradient(80% 100% at 44% 116%, var(--_lp-hill) 86%, transparent 86.4%);
}
& .avatar { border: 4px solid #fbf8ec; box-shadow: 0 0 0 2px #5c7a4a; }
& .description { font-style: italic; }
& .heading { font-style: italic; }
& .divider { block-size: 14px; border: 0; background: radial-gradient(7px 4px at 7px 7px, var(--_lp-line) 95%, transparent) center / 28px 14px round; }
`,
};
