import type { PresetTokens } from '../tokens.js';

/** A sign above a bar: glowing tubes on a night grid, set in a typewriter's capitals. Dark in every surrounding. */
export const neon: PresetTokens = {
  surroundings: {
    dark: {
      grounds: ['#07060f', '#1b1036'],
      title: '#ffffff',
      description: '#b8f5ff',
      heading: '#ff8de4',
      text: '#d9d4ee',
      plain: '#b9b2d6',
      links: [
        { text: '#c8f9ff', background: '#0b0a1a', border: '#18dcf5' },
        { text: '#ffd3f5', background: '#0b0a1a', border: '#ff4fd0' },
      ],
      hover: { text: '#041418', background: '#4be9ff', border: '#b8f8ff' },
      active: { text: '#041418', background: '#1fc4dc', border: '#b8f8ff' },
      visited: { text: '#cfc4ff', border: '#9b7dff' },
      social: { text: '#ffffff', background: '#0b0a1a', border: '#9b7dff' },
      socialHover: { text: '#0f0524', background: '#b9a4ff', border: '#e2d9ff' },
      focus: '#f7ff5c',
      line: '#4a3a7d',
    },
  },
  type: {
    family: `ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace`,
    titleFamily: `ui-monospace, 'SF Mono', 'Cascadia Code', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace`,
    size: 0.9375,
    leading: 1.65,
    title: [2, 3.75],
    titleWeight: 700,
    titleSpacing: 0.06,
    titleLeading: 1.12,
    heading: 0.9375,
    headingWeight: 700,
    headingSpacing: 0.22,
    linkWeight: 600,
    linkSpacing: 0.04,
  },
  space: { gap: 1.125, edge: [3, 6], column: 31 },
  shape: {
    align: 'center',
    link: '3px',
    social: '3px',
    avatar: '50%',
    image: '3px',
    card: '3px',
    avatarSize: 7,
    border: 2,
    linkSize: 58,
    linkAlign: 'center',
    shadow: '0 0 14px -2px var(--_lp-border), 0 0 10px -3px var(--_lp-border) inset',
  },
  background:
    'radial-gradient(70% 24rem at 50% 0, var(--_lp-ground-2), transparent), repeating-linear-gradient(90deg, var(--_lp-ground-2) 0 1px, transparent 1px 44px), repeating-linear-gradient(var(--_lp-ground-2) 0 1px, transparent 1px 44px)',
  extra: `
& .avatar { border: 3px solid #fff; box-shadow: 0 0 0 3px #ff4fd0, 0 0 26px 4px #ff4fd0; margin-block: 6px 1.75rem; }
& .title { text-transform: uppercase; text-shadow: 0 0 6px #ff4fd0, 0 0 22px #ff4fd0, 0 0 44px #b517ff; }
& .heading { text-transform: uppercase; text-shadow: 0 0 12px #ff4fd0; }
& .link[href]:hover { box-shadow: 0 0 30px 2px #18dcf5; }
& .divider { border-color: #18dcf5; box-shadow: 0 0 10px #18dcf5; }
`,
};
