import type { Calendar } from './calendar.js';
import type { StoredQrCode } from './schema.js';

export type SeedQrCode = Omit<StoredQrCode, 'id'> & { landing_page_id: number | null; created_at: string };

export interface SeedLandingPage {
  title: string;
  description: string | null;
  preset: string;
  created_at: string;
  updated_at: string;
}

/** The main team's codes in the order of their ids, from 1. What a row does not name is a running dynamic code's. */
export function qrCodes({ day, start }: Calendar): SeedQrCode[] {
  const history = Math.round((Date.parse(day(0)) - start.getTime()) / 86_400_000);
  const ago = (share: number) => day(-Math.round(history * share));
  const rows: (Partial<SeedQrCode> & Pick<SeedQrCode, 'name' | 'slug'>)[] = [
    { name: 'Spring Campaign', slug: 'spring-2026', target_url: 'https://example.com/spring', auto_renew: true },
    { name: 'City posters', slug: 'city-posters', fallback_url: 'https://www.example.com/cities' },
    { name: 'Conference badge', slug: 'conference-badge', type: 'static', licensed_until: null, created_at: ago(0.7) },
    { name: 'Winter window display', slug: 'winter-window', is_active: false, created_at: ago(0.9) },
    { name: 'Summer festival', slug: 'summer-festival', expires_at: day(-60), created_at: ago(0.8) },
    { name: 'Loyalty card insert', slug: 'loyalty-card', licensed_until: day(-20), created_at: ago(0.9) },
    { name: 'Bus shelter ads', slug: 'bus-shelter', licensed_until: day(-5), auto_renew: true, created_at: ago(0.95) },
    { name: 'Link in bio', slug: 'link-in-bio', ...page(1), created_at: ago(0.6) },
    { name: 'Menu card', slug: 'menu-card', ...page(3), content_type: 'landing_page_block', created_at: ago(0.5) },
    { name: 'Product manual (PDF)', slug: 'product-manual', content_type: 'file', created_at: ago(0.75) },
    { name: longName, slug: 'long-names', created_at: ago(0.4) },
    { name: 'New packaging', slug: 'new-packaging', created_at: day(-3) },
    { name: 'Checkout A/B test', slug: 'checkout-ab', created_at: ago(0.3) },
    { name: 'Brand colours', slug: 'brand-colours', options: brandOptions, created_at: ago(0.65) },
    { name: 'Opening hours', slug: 'opening-hours', fallback_url: closedUrl, created_at: ago(0.55) },
    { name: 'App onboarding', slug: 'app-onboarding', created_at: ago(0.45) },
    { name: 'Receipt footer', slug: 'receipt-footer', created_at: ago(0.85) },
  ];
  return rows.map((row) => {
    const created_at = row.created_at ?? ago(1);
    const hasTarget = (row.content_type ?? 'url') === 'url';
    return {
      type: 'dynamic',
      target_url: hasTarget ? `https://www.example.com/${row.slug}` : null,
      fallback_url: null,
      is_active: true,
      content_type: 'url',
      expires_at: null,
      licensed_until: day(300),
      auto_renew: false,
      options: {},
      landing_page_id: null,
      updated_at: created_at,
      ...row,
      created_at,
    };
  });
}

const page = (landing_page_id: number) => ({ content_type: 'landing_page', landing_page_id });
const closedUrl = 'https://shop.example.com/closed';

const longName =
  'مرحبا بكم في متجرنا · ברוכים הבאים · 夏の大セール 🎉 · Größenübersicht für Straßenfeste · ' +
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverkaufsstelle · Ελληνικά · Ünïcödé · ไทยไม่มีช่องว่าง';

const brandLogo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="#e63946"/>' +
  '<path d="m6.5 12.5 4 4 7-8" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>';

const brandOptions = {
  color: '#1d3557',
  background: '#f1faee',
  dots: 'rounded',
  corners: 'circle',
  logo: `data:image/svg+xml,${encodeURIComponent(brandLogo)}`,
  logo_size: 0.2,
};

export function landingPages({ day }: Calendar): SeedLandingPage[] {
  const rows: [preset: string, title: string, description: string | null][] = [
    ['minimal', 'All our links', 'Everything in one place.'],
    ['dark', 'Tonight', 'Doors open at eight.'],
    ['colorful', 'The menu', 'Fresh every day, from breakfast to late.'],
    ['corporate', 'Annual report', 'Figures, outlook and contacts.'],
    ['nature', 'Trail guide', 'Routes, seasons and safety on the trail.'],
    ['neon', 'Arcade', null],
    ['pastel', 'Wedding weekend', 'Where to be, and when.'],
  ];
  return rows.map(([preset, title, description], index) => {
    const at = day(-400 + index * 30);
    return { title, description, preset, created_at: at, updated_at: at };
  });
}
