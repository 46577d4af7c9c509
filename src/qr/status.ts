import type { QrCode } from '../client/types.js';

export type QrCodeStatus = 'active' | 'inactive' | 'expired' | 'licence-ended';

/** Whether scans of a code are redirected at a moment; the order is that of an evaluation. Unreadable dates do not end a code. */
export function statusOf(code: Pick<QrCode, 'is_active' | 'type' | 'expires_at' | 'licensed_until'>, at: Date): QrCodeStatus {
  const over = (instant: string | null) => instant !== null && Date.parse(instant) <= at.getTime();
  if (!code.is_active) return 'inactive';
  if (over(code.expires_at)) return 'expired';
  return code.type !== 'static' && over(code.licensed_until) ? 'licence-ended' : 'active';
}
