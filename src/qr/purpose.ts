const LONGEST = 80;

/** What a text is for, in a few words: a network by its name and never its password, a contact, else the text itself. */
export function purposeOf(text: string): string {
  const network = /^WIFI:(?:.*?;)?S:((?:\\.|[^;\\])*)/i.exec(text)?.[1];
  if (network !== undefined) return `the Wi-Fi network ${network.replace(/\\(.)/g, '$1')}`;
  if (/^(BEGIN:VCARD|MECARD:)/i.test(text)) return 'a contact';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
