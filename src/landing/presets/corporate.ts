import type { PresetTokens } from '../tokens.js';

/** The report of a firm: a navy band, a strict grid of two columns where there is room, an accent at the edge of each link. */
export const corporate: PresetTokens = {
  surroundings: {
    light: {
      grounds: ['#f4f6f9'],
      band: ['#0a2342', '#12406f'],
      title: '#ffffff',
      description: '#d5e2f1',
      heading: '#0a2342',
      text: '#39465a',
      plain: '#4c5a6f',
      links: [{ text: '#0a2342', background: '#ffffff', border: '#7c899b' }],
      hover: { text: '#0b4f9e', background: '#eaf2fc', border: '#0b4f9e' },
      active: { text: '#083a75', background: '#d6e6f9', border: '#083a75' },
      visited: { text: '#463f7a', border: '#7c899b' },
      social: { text: '#0b4f9e', background: '#ffffff', border: '#7c899b' },
      socialHover: { text: '#ffffff', background: '#0b4f9e', border: '#0b4f9e' },
      focus: '#b4540a',
      line: '#cdd5df',
    },
    dark: {
      grounds: ['#0f1722'],
      band: ['#0a2342', '#12406f'],
      title: '#ffffff',
      description: '#d5e2f1',
      heading: '#eef3f9',
      text: '#bcc7d6',
      plain: '#a5b2c3',
      links: [{ text: '#eef3f9', background: '#182333', border: '#6c7d94' }],
      hover: { text: '#a9d0ff', background: '#1f3048', border: '#7fb6f7' },
      active: { text: '#cfe4ff', background: '#29405f', border: '#a9d0ff' },
      visited: { text: '#c8c0f5', border: '#6c7d94' },
      social: { text: '#a9d0ff', background: '#182333', border: '#6c7d94' },
      socialHover: { text: '#0a2342', background: '#a9d0ff', border: '#a9d0ff' },
      focus: '#ffb066',
      line: '#2c3a4d',
    },
  },
  type: {
    family: `'Segoe UI', 'IBM Plex Sans', 'Source Sans 3', 'Source Sans Pro', Roboto, 'Helvetica Neue', Arial, sans-serif`,
    titleFamily: `'Segoe UI', 'IBM Plex Sans', 'Source Sans 3', 'Source Sans Pro', Roboto, 'Helvetica Neue', Arial, sans-serif`,
    size: 1,
    leading: 1.5,
    title: [1.75, 2.75],
    titleWeight: 600,
    titleSpacing: -0.015,
    titleLeading: 1.15,
    heading: 1.125,
    headingWeight: 600,
    headingSpacing: 0,
    linkWeight: 600,
    linkSpacing: 0,
  },
  space: { gap: 0.75, edge: [2, 3.5], column: 52 },
  shape: {
    align: 'start',
    link: '4px',
    social: '4px',
    avatar: '8px',
    image: '4px',
    card: '4px',
    avatarSize: 5,
    border: 1,
    linkSize: 56,
    linkAlign: 'start',
    shadow: '0 1px 2px rgb(10 35 66 / 0.08)',
  },
  background: 'none',
  extra: `
& .blocks { padding-block-start: 2rem; }
& .header { grid-template-columns: auto minmax(0, 1fr); column-gap: 1.5rem; padding-block: var(--_lp-edge); background: linear-gradient(100deg, var(--_lp-band), var(--_lp-band-2)); }
& .header > * { grid-column: 1 / -1; }
& .avatar { border: 3px solid #fff; background: #fff; }
@container jsi-landing (inline-size >= 544px) {
  & .avatar { grid-column: 1; grid-row: 1 / span 2; align-self: center; }
  & .avatar ~ * { grid-column: 2; }
  & .links, & .blocks > slot { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
& .link[href], & .blocks > slot::slotted(a) { border-inline-start: 5px solid #1f6fc9; }
& .link[href] { padding-inline-end: 3rem; }
& .link[href]::after { content: '\\203A' / ''; font-size: 1.4em; }
& .link[href]:dir(rtl)::after { scale: -1 1; }
& .heading { margin-block-start: 1rem; padding-block-end: 0.5rem; border-block-end: 2px solid #1f6fc9; }
`,
};
