import type { PresetTokens } from '../tokens.js';

const plum = '#4a2f5c';

/** Sugared almonds: soft light from three sides, round cards in four tints, wide and quiet letters. */
export const pastel: PresetTokens = {
  surroundings: {
    light: {
      grounds: ['#f3ebff', '#ffeee6', '#e4f6f1'],
      title: plum,
      description: '#67497a',
      heading: '#8a3560',
      text: '#57436a',
      plain: '#64507a',
      links: [
        { text: plum, background: '#ffdbe9', border: '#b3638c' },
        { text: plum, background: '#e5dbff', border: '#8468bd' },
        { text: plum, background: '#d5f1e6', border: '#4d8a74' },
        { text: plum, background: '#ffe9d2', border: '#aa6c33' },
      ],
      hover: { text: plum, background: '#ffffff', border: plum },
      active: { text: plum, background: '#efe3fb', border: plum },
      visited: { text: '#5d4a68', border: '#8b6f9e' },
      social: { text: plum, background: '#ffffff', border: '#8b6f9e' },
      socialHover: { text: '#ffffff', background: '#754a92', border: '#754a92' },
      focus: '#7a2f9e',
      line: '#d9c5e6',
    },
    dark: {
      grounds: ['#2a2138', '#362736', '#1f2f33'],
      title: '#f9eaff',
      description: '#ddcbe9',
      heading: '#ffc2da',
      text: '#e0d3ea',
      plain: '#d0c0dd',
      links: [
        { text: '#3a1f33', background: '#f2bcd3', border: '#f2bcd3' },
        { text: '#2c2150', background: '#cdbdf5', border: '#cdbdf5' },
        { text: '#12352a', background: '#b2e0cf', border: '#b2e0cf' },
        { text: '#412508', background: '#f5cfa6', border: '#f5cfa6' },
      ],
      hover: { text: '#2c1b3a', background: '#ffffff', border: '#ffffff' },
      active: { text: '#2c1b3a', background: '#eadcf7', border: '#eadcf7' },
      visited: { text: '#43304f', border: '#d9c9e8' },
      social: { text: '#f3e3fb', background: '#33283f', border: '#a48bb8' },
      socialHover: { text: '#2c1b3a', background: '#e6cdf7', border: '#e6cdf7' },
      focus: '#ffd9f0',
      line: '#5a4a68',
    },
  },
  type: {
    family: `Optima, Candara, 'Gill Sans', 'Gill Sans MT', 'Noto Sans', 'Trebuchet MS', sans-serif`,
    titleFamily: `'Snell Roundhand', 'Apple Chancery', 'Segoe Script', 'URW Chancery L', Z003, Optima, Candara, Georgia, serif`,
    size: 1.0625,
    leading: 1.65,
    title: [2.5, 4.25],
    titleWeight: 400,
    titleSpacing: 0,
    titleLeading: 1.15,
    heading: 1.125,
    headingWeight: 600,
    headingSpacing: 0.06,
    linkWeight: 500,
    linkSpacing: 0.03,
  },
  space: { gap: 1, edge: [3, 6], column: 30 },
  shape: {
    align: 'center',
    link: '26px',
    social: '999px',
    avatar: '44% 56% 52% 48% / 54% 46% 54% 46%',
    image: '26px',
    card: '22px',
    avatarSize: 7.5,
    border: 1.5,
    linkSize: 62,
    linkAlign: 'center',
    shadow: '0 8px 20px -12px rgb(74 47 92 / 0.35)',
  },
  background:
    'radial-gradient(70% 40rem at 100% 0, var(--_lp-ground-2) 25%, transparent), radial-gradient(60% 36rem at 0 46%, var(--_lp-ground-3) 15%, transparent), radial-gradient(80% 36rem at 90% 100%, var(--_lp-ground-2), transparent)',
  extra: `
&::after { content: ''; position: absolute; inset: 0 0 auto; block-size: 1.25rem; background: radial-gradient(circle at 50% 0, var(--_lp-social-background) 1.15rem, var(--_lp-line) 1.16rem calc(1.15rem + 1.5px), transparent calc(1.15rem + 2px)) 50% 0 / 2.5rem 1.25rem repeat-x; }
& .avatar { border: 6px solid #fff; box-shadow: 0 12px 30px -14px rgb(74 47 92 / 0.5); }
& .divider { inline-size: 5rem; justify-self: center; border-block-start-width: 2px; border-block-start-style: dotted; }
`,
};
