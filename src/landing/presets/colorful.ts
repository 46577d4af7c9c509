import type { ControlColors, PresetTokens } from '../tokens.js';

const ink = '#1f0a33';

const pills: readonly [ControlColors, ...ControlColors[]] = [
  { text: ink, background: '#ffffff', border: ink },
  { text: ink, background: '#ffe45c', border: ink },
  { text: ink, background: '#7ff0d2', border: ink },
  { text: ink, background: '#ffb3d1', border: ink },
];

/** A street party: a loud sky, pills in four colours, and shadows like paper cut-outs. */
export const colorful: PresetTokens = {
  surroundings: {
    light: {
      grounds: ['#6a1be0', '#c4135f', '#b93a06'],
      title: '#ffffff',
      description: '#ffffff',
      heading: '#ffffff',
      text: '#ffffff',
      plain: '#ffffff',
      links: pills,
      hover: { text: '#ffffff', background: ink, border: '#ffffff' },
      active: { text: '#ffffff', background: '#3a1660', border: '#ffffff' },
      visited: { text: '#4a1d73', border: ink },
      social: { text: ink, background: '#ffffff', border: ink },
      socialHover: { text: '#ffffff', background: ink, border: '#ffffff' },
      focus: '#fff3a8',
      line: '#ffd0e2',
    },
    dark: {
      grounds: ['#31086f', '#6d0a38', '#5c1d04'],
      title: '#ffffff',
      description: '#f6e6ff',
      heading: '#ffe45c',
      text: '#f6e6ff',
      plain: '#f6e6ff',
      links: pills,
      hover: { text: '#ffffff', background: ink, border: '#ffffff' },
      active: { text: '#ffffff', background: '#3a1660', border: '#ffffff' },
      visited: { text: '#4a1d73', border: ink },
      social: { text: ink, background: '#ffffff', border: ink },
      socialHover: { text: '#ffffff', background: ink, border: '#ffffff' },
      focus: '#fff3a8',
      line: '#b06a94',
    },
  },
  type: {
    family: `ui-rounded, 'Arial Rounded MT Bold', 'Hiragino Maru Gothic ProN', Quicksand, Comfortaa, Manjari, Nunito, 'Trebuchet MS', sans-serif`,
    titleFamily: `ui-rounded, 'Arial Rounded MT Bold', 'Hiragino Maru Gothic ProN', Quicksand, Comfortaa, Manjari, Nunito, 'Trebuchet MS', sans-serif`,
    size: 1.0625,
    leading: 1.5,
    title: [2.5, 4.5],
    titleWeight: 800,
    titleSpacing: -0.02,
    titleLeading: 1,
    heading: 1.375,
    headingWeight: 800,
    headingSpacing: -0.01,
    linkWeight: 700,
    linkSpacing: 0,
  },
  space: { gap: 1.125, edge: [2.5, 5], column: 32 },
  shape: {
    align: 'center',
    link: '999px',
    social: '999px',
    avatar: '50%',
    image: '28px',
    card: '24px',
    avatarSize: 7,
    border: 3,
    linkSize: 64,
    linkAlign: 'center',
    shadow: '0 6px 0 #1f0a33',
  },
  background:
    'radial-gradient(circle at 100% 4rem, var(--_lp-ground-3) min(11rem, 22cqi), transparent calc(min(11rem, 22cqi) + 1px)), radial-gradient(circle at 0% 44rem, var(--_lp-ground) min(14rem, 22cqi), transparent calc(min(14rem, 22cqi) + 1px)), radial-gradient(circle at 100% 100%, var(--_lp-ground-2) min(17rem, 50cqi), transparent calc(min(17rem, 50cqi) + 1px)), linear-gradient(170deg, var(--_lp-ground) 0 12rem, var(--_lp-ground-2) 34rem, var(--_lp-ground-3))',
  extra: `
& .avatar { border: 5px solid #fff; box-shadow: 0 0 0 5px #ffe45c, 0 0 0 10px #1f0a33; margin: 10px 10px 1.5rem; }
& .title { text-shadow: 0 3px 0 #1f0a33; }
& .link { border-radius: 34px; }
& .link[href]:hover { translate: 0 -3px; box-shadow: 0 9px 0 #1f0a33; }
& .link[href]:active { translate: 0 4px; box-shadow: 0 2px 0 #1f0a33; }
& .qr { border: 3px solid #1f0a33; box-shadow: 0 6px 0 #1f0a33; }
& .footer > slot::slotted(*) { padding: 0.5rem 1.25rem; color: #fff; background: #1f0a33; border-radius: 24px; color-scheme: dark; }
& .divider { block-size: 10px; border: 0; background: radial-gradient(circle, #ffe45c 4px, transparent 4.5px) center / 22px 10px repeat-x; }
`,
};
