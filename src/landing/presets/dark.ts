import type { PresetTokens } from '../tokens.js';

/** A late evening: charcoal, warm ivory and brass, with a lamp above the title. Dark in every surrounding. */
export const dark: PresetTokens = {
  surroundings: {
    dark: {
      grounds: ['#0e0f12', '#23211f'],
      title: '#f7f1e3',
      description: '#bdb6a8',
      heading: '#e3c078',
      text: '#d8d3c8',
      plain: '#b3ada1',
      links: [{ text: '#f7f1e3', background: '#1d1f24', border: '#86806f' }],
      hover: { text: '#17140c', background: '#e3c078', border: '#f0d7a0' },
      active: { text: '#17140c', background: '#cda75a', border: '#f0d7a0' },
      visited: { text: '#cfc6b2', border: '#86806f' },
      social: { text: '#e3c078', background: '#15161a', border: '#86806f' },
      socialHover: { text: '#17140c', background: '#e3c078', border: '#f0d7a0' },
      focus: '#ffdf9a',
      line: '#3a362e',
    },
  },
  type: {
    family: `Avenir, 'Avenir Next', Montserrat, Corbel, 'URW Gothic', 'Segoe UI', sans-serif`,
    titleFamily: `Didot, 'Bodoni MT', 'Playfair Display', 'Noto Serif Display', 'Times New Roman', serif`,
    size: 1.0625,
    leading: 1.6,
    title: [2.375, 4],
    titleWeight: 400,
    titleSpacing: -0.01,
    titleLeading: 1.08,
    heading: 0.8125,
    headingWeight: 600,
    headingSpacing: 0.16,
    linkWeight: 500,
    linkSpacing: 0.01,
  },
  space: { gap: 0.875, edge: [3, 6.5], column: 30 },
  shape: {
    align: 'center',
    link: '14px',
    social: '12px',
    avatar: '50%',
    image: '14px',
    card: '14px',
    avatarSize: 6.5,
    border: 1,
    linkSize: 60,
    linkAlign: 'start',
    shadow: '0 1px 0 rgb(255 255 255 / 0.06) inset, 0 10px 24px -12px rgb(0 0 0 / 0.8)',
  },
  background: 'radial-gradient(60rem 26rem at 50% -6rem, var(--_lp-ground-2), var(--_lp-ground) 75%)',
  extra: `
& .avatar { outline: 1px solid #e3c078; outline-offset: 6px; margin-block-end: 1.75rem; }
& .header::after { content: ''; inline-size: 3rem; border-block-start: 1px solid #e3c078; margin-block-start: 1.25rem; }
& .heading { text-transform: uppercase; }
& .link[href] { padding-inline-end: 3.25rem; }
& .link[href]::after { content: '\\2192' / ''; color: #e3c078; }
& .link[href]:is(:hover, :active)::after { color: inherit; translate: 4px 0; }
& .link[href]:dir(rtl)::after { scale: -1 1; }
`,
};
