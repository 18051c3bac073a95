/** A linear scale with round ticks. */
export interface Scale {
  low: number;
  high: number;
  step: number;
  ticks: number[];
  at(value: number): number;
}

const TIME_STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800,
];

/** From the data to the pixels, widened to round ends unless it must end with the data. */
export function roundScale(
  low: number,
  high: number,
  from: number,
  to: number,
  options: { tight?: boolean; whole?: boolean; ticks?: number } = {},
): Scale {
  const wanted = options.ticks ?? 5;
  const span = high > low ? high - low : Math.max(Math.abs(high), 1);
  let step = roundStep(span / wanted);
  if (options.whole) step = Math.max(1, Math.round(step));
  const start = options.tight ? low : Math.floor(low / step + 1e-9) * step;
  let end = options.tight ? high : Math.ceil(high / step - 1e-9) * step;
  if (end <= start) end = start + step;
  return scale(start, end, step, from, to);
}

/** A time axis in seconds, minutes or hours, whichever the whole takes. */
export function timeScale(low: number, high: number, from: number, to: number, ticks = 6): Scale {
  const span = Math.max(high - low, 0.1);
  return scale(low, low + span, TIME_STEPS.find((step) => span / step <= ticks) ?? span / ticks, from, to);
}

/** Where a label of an axis hangs at its tick: in the middle, or from the edge that it would cross, so that even steps look even. */
export function anchorOf(at: number, label: string, edge: number): 'middle' | 'end' {
  return at + label.length * 3.4 > edge ? 'end' : 'middle';
}

function scale(low: number, high: number, step: number, from: number, to: number): Scale {
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return { low, high, step, ticks, at: (value) => from + ((value - low) / (high - low)) * (to - from) };
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const part = raw / power;
  return (part <= 1.0001 ? 1 : part <= 2.0001 ? 2 : part <= 2.5001 ? 2.5 : part <= 5.0001 ? 5 : 10) * power;
}
