import type { PresetTokens } from '../tokens.js';

/** Print on paper: one column from the left, hairlines instead of boxes, an arrow that moves. */
export const minimal: PresetTokens = {
  surroundings: {
    light: {
      grounds: ['#ffffff'],
      title: '#0c0c0d',
      description: '#55565c',
      heading: '#0c0c0d',
      text: '#2e2f33',
      plain: '#55565c',
      links: [{ text: '#0c0c0d', background: '#ffffff', border: '#85868d' }],
      hover: { text: '#0c0c0d', background: '#f3f3f4', border: '#0c0c0d' },
      active: { text: '#0c0c0d', background: '#e4e4e7', border: '#0c0c0d' },
      visited: { text: '#4b4c52', border: '#85868d' },
      social: { text: '#2e2f33', background: '#ffffff', border: '#85868d' },
      socialHover: { text: '#ffffff', background: '#0c0c0d', border: '#0c0c0d' },
      focus: '#1a56db',
      line: '#d8d8dc',
    },
    dark: {
      grounds: ['#121214'],
      title: '#fafafa',
      description: '#a9aab2',
      heading: '#fafafa',
      text: '#d6d6da',
      plain: '#a9aab2',
      links: [{ text: '#fafafa', background: '#121214', border: '#6f7078' }],
      hover: { text: '#ffffff', background: '#1e1e21', border: '#fafafa' },
      active: { text: '#ffffff', background: '#2b2b30', border: '#fafafa' },
      visited: { text: '#bfc0c8', border: '#6f7078' },
      social: { text: '#d6d6da', background: '#121214', border: '#6f7078' },
      socialHover: { text: '#121214', background: '#fafafa', border: '#fafafa' },
      focus: '#8ab4ff',
      line: '#35353a',
    },
  },
  type: {
    family: `'Helvetica Neue', Helvetica, Inter, 'Segoe UI', Arial, sans-serif`,
    titleFamily: `'Helvetica Neue', Helvetica, Inter, 'Segoe UI', Arial, sans-serif`,
    size: 1,
    leading: 1.55,
    title: [2.25, 3.75],
    titleWeight: 700,
    titleSpacing: -0.035,
    titleLeading: 1.02,
    heading: 0.9375,
    headingWeight: 700,
    headingSpacing: -0.005,
    linkWeight: 500,
    linkSpacing: -0.01,
  },
  space: { gap: 1.25, edge: [2.5, 6], column: 34 },
  shape: {
    align: 'start',
    link: '0',
    social: '999px',
    avatar: '50%',
    image: '0',
    card: '0',
    avatarSize: 4.5,
    border: 1,
    linkSize: 60,
    linkAlign: 'start',
    shadow: 'none',
  },
  background: 'none',
  extra: `
& .title { max-inline-size: 14ch; text-wrap: balance; }
& .description { max-inline-size: 38ch; }
& .links, & .blocks > slot { row-gap: 0; }
& .link { border-width: 0 0 1px; padding-inline: 0 2rem; }
& .blocks > slot::slotted(a) { border-width: 0 0 1px; padding-inline: 0 2rem; box-shadow: none; }
& .link[href]:is(:hover, :focus-visible, :active) { padding-inline: 0.75rem 2.5rem; }
& .link::after { inset-inline-end: 0.25rem; }
& .link[href]::after { content: '\\2197' / ''; font-size: 1.1em; }
& .link[href]:dir(rtl)::after { scale: -1 1; }
& .link[href]:is(:hover, :focus-visible, :active)::after { inset-inline-end: 0.75rem; }
& .link:focus-visible { outline-offset: -3px; }
& .heading { margin-block: 1.25rem -0.5rem; }
`,
};
