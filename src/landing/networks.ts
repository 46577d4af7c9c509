/** Networks as they write themselves. */
const NETWORKS: Record<string, string> = {
  facebook: 'Facebook',
  github: 'GitHub',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  mastodon: 'Mastodon',
  pinterest: 'Pinterest',
  snapchat: 'Snapchat',
  spotify: 'Spotify',
  telegram: 'Telegram',
  tiktok: 'TikTok',
  twitter: 'Twitter',
  whatsapp: 'WhatsApp',
  x: 'X',
  youtube: 'YouTube',
};

/** A network's name as a key: lower case letters and digits. */
export const networkKey = (network: string): string => network.slice(0, 40).toLowerCase().replace(/[^a-z0-9]/g, '');

/** What to call a network: as it writes itself, where that is known. */
export function networkName(network: string): string {
  const key = networkKey(network);
  return key.length === network.length && Object.hasOwn(NETWORKS, key) ? NETWORKS[key]! : network;
}
