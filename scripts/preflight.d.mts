export const root: string;
export function whatIsMissing(version: string, installed: boolean): string | null;
