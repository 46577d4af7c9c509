import { qrLabel } from '../../locales/en.qr-label.js';
import type { JsiQrCode, Shared } from './qr-code.js';

export const DEFAULT_SIZE = 192;

/** Width in CSS pixels. */
export const sizeOf = ({ size }: JsiQrCode): number => (size > 0 ? size : DEFAULT_SIZE);

/** Width of the code in device pixels; until it is laid out, as far as it is known. */
export const pixelsOf = ({ host, pixels }: Shared): number => pixels || sizeOf(host) * (globalThis.devicePixelRatio || 1);

/** The text to encode. */
export const textOf = ({ host, platform }: Shared): string | null => host.value ?? platform?.data?.public_url ?? null;

/** Accessible name. */
export function nameOf(shared: Shared): string {
  const { host, platform, presenter } = shared;
  const text = textOf(shared) ?? '';
  // The presenter may be on its way yet, and the text of a network holds its password.
  return host.label || qrLabel(platform?.data?.name || (presenter?.purpose(text) ?? text.replace(/^wifi:.*/is, 'Wi-Fi')));
}

/** The call to action; a code that has one gets a frame. A server has no children to look at. */
export const frameOf = (host: Partial<JsiQrCode>): Element | null => host.querySelector?.(':scope > [slot=frame]') ?? null;

/** The id as a number; `null` where there is none, or it is no id, or a value is drawn. */
export function idOf({ value, qrId }: JsiQrCode): number | null {
  const id = String(qrId ?? '').trim();
  return value === null && /^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : null;
}
