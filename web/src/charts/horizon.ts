/** Seconds at which one severity ends and the next begins. */
export const HOUR = 3600;
export const DAY = 86400;
export const WEEK = 7 * DAY;
const END = 90 * DAY;

/** Where a time stands, in pixels. */
export interface HorizonScale {
  at(seconds: number): number;
  /** Edges of critical, high, medium and low. */
  edges: number[];
  /** Whether a time lies beyond the right edge. */
  beyond(seconds: number): boolean;
}

/**
 * Two log scales that meet at one hour: before it as far down as the shortest time needs, so that none is cut off; after it to 90
 * days. The first part is at least as wide as its name, and where there is room wider when something runs out soon.
 */
export function horizonScale(shortest: number, width: number, firstName: number): HorizonScale {
  const low = Math.log(Math.max(0.1, Math.min(900, shortest * 0.7)));
  const [hour, end] = [Math.log(HOUR), Math.log(END)];
  const meet = Math.min(width / 2, Math.max(width * (shortest < 900 && width > 400 ? 0.45 : 0.25), firstName));
  const at = (seconds: number) => {
    const log = Math.min(Math.max(Math.log(Math.max(seconds, 1e-6)), low), end);
    return log < hour ? ((log - low) / (hour - low)) * meet : meet + ((log - hour) / (end - hour)) * (width - meet);
  };
  return { at, edges: [0, meet, at(DAY), at(WEEK), width], beyond: (seconds) => seconds > END };
}
