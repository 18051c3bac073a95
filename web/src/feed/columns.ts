import type { SampleColumns, SampleGap, SampleRecord } from '../document/report';

/** Samples held at most; beyond it they are thinned in the page. */
const DEFAULT_LIMIT = 200_000;

/**
 * Samples by column that grow at the end. Bounded: when there are too many they are thinned in place, and of each span every column
 * keeps its smallest and largest value, so that no spike is lost.
 */
export class GrowingColumns {
  readonly time: number[];
  readonly requests: number[];
  readonly values: Record<string, (number | null)[]>;
  readonly gaps: SampleGap[];
  recorded: number;

  constructor(
    from: SampleColumns,
    private readonly limit = DEFAULT_LIMIT,
  ) {
    this.time = [...from.time];
    this.requests = [...from.requests];
    this.values = Object.fromEntries(Object.entries(from.values).map(([name, values]) => [name, [...values]]));
    this.gaps = [...from.gaps];
    this.recorded = from.recorded;
  }

  /** Adds one; one that is not later than the last is told apart as a repetition and left out. It may stand for several readings, or draw a part of them. */
  append(sample: SampleRecord, readings = 1): boolean {
    const last = this.time[this.time.length - 1];
    if (last !== undefined && sample.t <= last) {
      return false;
    }
    for (const name of Object.keys(sample.values)) {
      this.values[name] ??= new Array<number | null>(this.time.length).fill(null);
    }
    for (const [name, column] of Object.entries(this.values)) {
      column.push(sample.values[name] ?? null);
    }
    this.time.push(sample.t);
    this.requests.push(sample.requests);
    this.recorded += readings;
    for (const [column, reason] of Object.entries(sample.gaps ?? {})) {
      this.gap(column, sample.t, reason, last);
    }
    if (this.time.length > this.limit) {
      this.thin();
    }
    return true;
  }

  private gap(column: string, time: number, reason: string, before: number | undefined): void {
    const open = this.gaps.findLast((gap) => gap.column === column);
    if (open && open.reason === reason && (open.until ?? open.time) === before) {
      open.until = time;
    } else {
      this.gaps.push({ column, time, reason });
    }
  }

  /** Of each span every column keeps its first, smallest, largest and last value and the ends of its gap; a sample is kept whole. */
  private thin(): void {
    const columns = Object.values(this.values);
    const span = Math.max(64, columns.length * 16);
    const keep: number[] = [];
    for (let start = 0; start < this.time.length; start += span) {
      const end = Math.min(start + span, this.time.length);
      const marked = new Set([start, end - 1]);
      columns.forEach((column) => extremes(column, start, end).forEach((at) => marked.add(at)));
      keep.push(...[...marked].sort((a, b) => a - b));
    }
    for (const column of [this.time, this.requests, ...columns] as unknown[][]) {
      keep.forEach((at, i) => (column[i] = column[at]));
      column.length = keep.length;
    }
  }
}

function extremes(column: (number | null)[], start: number, end: number): number[] {
  let [smallest, largest, firstGap, lastGap] = [-1, -1, -1, -1];
  for (let i = start; i < end; i++) {
    const value = column[i] ?? null;
    if (value === null) {
      firstGap = firstGap < 0 ? i : firstGap;
      lastGap = i;
      continue;
    }
    if (smallest < 0 || value < column[smallest]!) smallest = i;
    if (largest < 0 || value > column[largest]!) largest = i;
  }
  return [smallest, largest, firstGap, lastGap].filter((at) => at >= 0);
}
