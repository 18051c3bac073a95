/** The part of the run that is shown, in seconds. */
export interface Window {
  from: number;
  to: number;
}

/** Zoomed around a moment, kept within the run and never below a tenth of a second. */
export function zoomed(window: Window, factor: number, around: number, end: number): Window {
  const span = Math.min(end, Math.max(0.1, (window.to - window.from) * factor));
  const share = (around - window.from) / (window.to - window.from);
  const from = Math.min(Math.max(0, around - span * share), end - span);
  return { from, to: from + span };
}

/** Moved so that a moment is in it. */
export function holding(window: Window, moment: number, end: number): Window {
  const span = window.to - window.from;
  if (moment >= window.from && moment <= window.to) return window;
  const from = Math.min(Math.max(0, moment - span / 2), end - span);
  return { from, to: from + span };
}
