import type { Outcome, ResourceEntry, SampleColumns, SampleGap, TargetDocument } from '../document/report';

/** Memory is read exactly at block ends; what is read under load is its cheap likeness. */
const LIKENESSES: Record<string, string[]> = { anonymous_bytes: ['anonymous_bytes', 'rss_anon_bytes', 'rss_bytes'] };
const NEVER_SHOWN = new Set(['vms_bytes', 'cpu_seconds', 'minor_faults', 'major_faults']);

export type RowKind = 'leak' | 'folded' | 'inconclusive' | 'clean' | 'other' | 'load';

/** One curve with its own y axis. */
export interface CurveRow {
  key: string;
  kind: RowKind;
  entry: ResourceEntry | null;
  outcome: Outcome | null;
  /** Column that is drawn, which may be a likeness of the judged one. */
  column: string;
  bytes: boolean;
  time: number[];
  values: (number | null)[];
  floors: { time: number; value: number }[];
  gaps: SampleGap[];
  /** Largest value and floor: the y axis goes from 0 to it. */
  highest: number;
  /** Resource of the finding that this growth belongs to. */
  owner: string | null;
}

/** Leaking rows first, then what is folded into them, undecided, clean, readings that are not judged, the load. */
export function curveRows(target: TargetDocument): CurveRow[] {
  const order: RowKind[] = ['leak', 'folded', 'inconclusive', 'clean', 'other', 'load'];
  const judged = (target.verdict?.resources ?? []).map((entry) => resourceRow(target, entry));
  const drawn = new Set(judged.flatMap((row) => [row.column, row.entry!.column]));
  const others = Object.keys(target.samples.values)
    .filter((column) => !drawn.has(column) && !NEVER_SHOWN.has(column) && target.samples.values[column]!.some((value) => value))
    .map((column) => row(target, { key: column, kind: 'other', column, floorColumn: column }));
  const rows = [...judged, ...others].filter((one) => one.time.length > 0);
  if (target.samples.requests.some((count) => count > 0)) rows.push(loadRow(target));
  return rows.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function resourceRow(target: TargetDocument, entry: ResourceEntry): CurveRow {
  const findings = target.verdict?.findings ?? [];
  const own = findings.some((finding) => finding.resource === entry.resource);
  const owner = own
    ? null
    : (findings.find((finding) => finding.folded.some((part) => part.resource === entry.resource))?.resource ?? null);
  const kind: RowKind =
    entry.verdict === 'leak' ? (owner ? 'folded' : 'leak') : entry.verdict === 'clean' ? 'clean' : owner ? 'folded' : 'inconclusive';
  const column = (LIKENESSES[entry.column] ?? [entry.column]).find((name) => target.samples.values[name]) ?? entry.column;
  return { ...row(target, { key: entry.resource, kind, column, floorColumn: entry.column }), entry, outcome: entry.verdict, owner };
}

function row(target: TargetDocument, of: { key: string; kind: RowKind; column: string; floorColumn: string }): CurveRow {
  const floors = target.blocks
    .filter((block) => block.floors[of.floorColumn] !== undefined)
    .map((block) => ({ time: block.t, value: block.floors[of.floorColumn]! }));
  const sampled = target.samples.values[of.column];
  const values = sampled ?? floors.map((floor) => floor.value);
  return {
    key: of.key,
    kind: of.kind,
    entry: null,
    outcome: null,
    column: of.column,
    bytes: of.column.endsWith('_bytes'),
    // What is read at block ends only is drawn through its floors.
    time: sampled ? target.samples.time : floors.map((floor) => floor.time),
    values,
    floors: of.kind === 'other' ? [] : floors,
    gaps: target.samples.gaps.filter((gap) => gap.column === of.column),
    highest: largest(values, of.kind === 'other' ? [] : floors),
    owner: null,
  };
}

function loadRow(target: TargetDocument): CurveRow {
  const { time, values } = rates(target.samples);
  return {
    key: 'load',
    kind: 'load',
    entry: null,
    outcome: null,
    column: 'requests/s',
    bytes: false,
    time,
    values,
    floors: [],
    gaps: [],
    highest: largest(values, []),
    owner: null,
  };
}

function largest(values: readonly (number | null)[], floors: readonly { value: number }[]): number {
  let most = 0;
  for (const value of values) if (value !== null && value > most) most = value;
  for (const floor of floors) if (floor.value > most) most = floor.value;
  return most;
}

/** Requests per second between one sample and the next. */
export function rates(samples: SampleColumns): { time: number[]; values: (number | null)[] } {
  const values = samples.time.map((time, i) => {
    const before = samples.time[i - 1];
    return before === undefined || time <= before ? 0 : (samples.requests[i]! - samples.requests[i - 1]!) / (time - before);
  });
  return { time: samples.time, values };
}

/** Index of the value that stands at a time: the last one not later. */
export function indexAt(time: readonly number[], at: number): number {
  let [low, high] = [0, time.length - 1];
  if (high < 0 || at < time[0]!) return 0;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (time[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface StageBand {
  stage: string;
  from: number;
  to: number;
}

export function stageBands(target: TargetDocument): StageBand[] {
  const end = endOf(target);
  return target.stages.map((stage, i) => ({ stage: stage.stage, from: stage.t, to: target.stages[i + 1]?.t ?? end }));
}

/** Time of the last record. */
export function endOf(target: TargetDocument): number {
  return Math.max(
    0.1,
    target.samples.time[target.samples.time.length - 1] ?? 0,
    target.blocks[target.blocks.length - 1]?.t ?? 0,
    target.stages[target.stages.length - 1]?.t ?? 0,
    target.events[target.events.length - 1]?.t ?? 0,
  );
}
