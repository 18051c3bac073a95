import type { EnvelopeRecord, SampleRecord } from '../document/report';

/**
 * Samples that draw a stretch of readings, as a finished run draws it: the lowest values where it begins, the highest in its middle, the
 * last ones at its end; a column with gaps has one before its last value. One sample where every column stood still.
 */
export function drawn({ t, from, requests, low, high, last, gaps }: EnvelopeRecord): SampleRecord[] {
  const missed = Object.entries(gaps ?? {});
  const reasons = (whole: boolean) =>
    Object.fromEntries(missed.filter(([name]) => name in low !== whole).map(([name, gap]) => [name, gap.reason]));
  const [whole, broken] = [reasons(true), reasons(false)];
  const sample = (at: number, values: Record<string, number>, holes = whole): SampleRecord => ({
    t: at,
    requests,
    values,
    ...(Object.keys(holes).length > 0 && { gaps: holes }),
  });
  if (!high && !last && Object.keys(broken).length === 0) return [sample(t, low)];
  const part = (share: number) => from + share * (t - from);
  const highest = { ...low, ...high };
  const samples = [sample(from, low), sample(part(0.5), highest)];
  if (Object.keys(broken).length > 0) {
    const there = Object.fromEntries(Object.entries(highest).filter(([name]) => !(name in broken)));
    samples.push(sample(part(0.75), there, { ...broken, ...whole }));
  }
  return [...samples, sample(t, { ...low, ...last })];
}
