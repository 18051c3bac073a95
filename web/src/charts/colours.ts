import type { Outcome } from '../document/report';

/** The colours of the page as a canvas needs them: text, now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export const outcomeColour: Record<Outcome, string> = { leak: '--leak', clean: '--clean', inconclusive: '--inc', failed: '--ink' };
