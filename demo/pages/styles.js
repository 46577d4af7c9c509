const logo =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#0b5fff"/><path d="M6 6h5v5H6zm7 0h5v5h-5zM6 13h5v5H6zm8 1h4v4h-4z" fill="#fff"/></svg>',
  );

const styles = [
  {},
  { dots: 'rounded' },
  { dots: 'dot' },
  { dots: 'classy' },
  { dots: 'rounded', corners: 'rounded', color: '#1d3557' },
  { dots: 'dot', corners: 'circle', color: 'oklch(40% 0.15 300)' },
  { dots: 'classy', corners: 'rounded', color: '#7b2d8b', 'color-to': '#0b5fff' },
  { color: '#0b5fff', 'color-to': '#0a2540', gradient: 'radial', background: '#f1f7ff' },
  { logo },
  { logo, dots: 'rounded', corners: 'rounded', 'logo-size': '0.3' },
  { dots: 'rounded', corners: 'rounded', color: '#1d3557', frame: 'Scan for the menu' },
  { dots: 'dot', color: '#7b2d8b', 'color-to': '#1d3557', logo, frame: 'Win a weekend for two in Groningen' },
];

const mended = [
  { color: 'white', background: 'black', why: 'White on black' },
  { color: '#f6cf54', why: 'Yellow on white' },
  { color: 'red', background: 'green', why: 'Red on green' },
  { logo, 'logo-size': '0.6', why: 'A logo of 60 %' },
  { logo: '/no-such-logo.png', why: 'A logo that is not there' },
  { color: '#888', why: 'Grey: a warning' },
  { 'quiet-zone': '1', why: 'A quiet zone of 1' },
  { size: '64', why: '64 pixels' },
];

function figure({ why, frame, ...attributes }) {
  const code = document.createElement('jsi-qr-code');
  code.setAttribute('value', 'https://go.example.io/r/spring-2026');
  for (const [name, value] of Object.entries(attributes)) code.setAttribute(name, value);
  if (frame) {
    const call = document.createElement('span');
    call.slot = 'frame';
    call.textContent = frame;
    code.append(call);
  }
  const box = document.createElement('figure');
  const caption = document.createElement('figcaption');
  box.append(code, caption);
  const name = why ?? (Object.entries(attributes).map(([key, value]) => `${key} ${key === 'logo' ? '' : value}`.trim()).join(', ') || 'default');
  customElements.whenDefined('jsi-qr-code').then(async () => {
    const say = () => {
      const { margin, problems } = code.safety;
      caption.textContent = `${name} · margin ${margin.toFixed(2)}${problems.map(({ message }) => ` · ${message}`).join('')}`;
    };
    // Draws what is far below, too.
    await code.reload();
    say();
    code.addEventListener('jsi-error', () => code.updateComplete.then(say));
    if (attributes.logo) setTimeout(say, 1500);
  });
  return box;
}

for (const sheet of document.querySelectorAll('[data-sheet]')) sheet.append(...styles.map(figure));
document.querySelector('[data-mended]').append(...mended.map(figure));
