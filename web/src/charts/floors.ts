import type { BlockRecord, Outcome, ResourceEntry, TargetDocument } from '../document/report';

/** A floor on the plot. */
export interface FloorPoint {
  block: number;
  x: number;
  y: number;
  stage: string;
  /** The request that ran alone. */
  alone: string | null;
  evidence: number | null;
}

/** Slope, band and margin, placed as `GrowthLines` in LeakGate.Reports places them: the slopes are those of the verdict. */
export interface GrowthLines {
  from: number;
  to: number;
  middle: number;
  marginFrom: { x: number; y: number };
  estimate(x: number): number;
  upper(x: number): number;
  lower(x: number): number;
  margin(x: number): number;
}

export function floorPoints(target: TargetDocument, entry: ResourceEntry): FloorPoint[] {
  const byTime = target.header.by_time === true;
  return target.blocks
    .filter((block) => block.floors[entry.column] !== undefined)
    .map((block) => ({
      block: block.index,
      x: byTime ? block.t / 3600 : block.total_requests,
      y: block.floors[entry.column]!,
      stage: block.stage,
      alone: block.only === undefined ? null : (target.header.requests[block.only] ?? String(block.only)),
      evidence: towards(block, entry),
    }));
}

/** Evidence towards the verdict of the resource; 1 is none. */
function towards(block: BlockRecord, entry: ResourceEntry): number | null {
  const evidence = block.evidence[entry.resource];
  if (!evidence) return null;
  const value: Record<Outcome, number> = {
    leak: evidence.leak,
    clean: evidence.clean,
    inconclusive: Math.max(evidence.leak, evidence.clean),
    failed: Math.max(evidence.leak, evidence.clean),
  };
  return Math.max(1, value[entry.verdict]);
}

export function growthLines(points: FloorPoint[], entry: ResourceEntry): GrowthLines | null {
  const judged = points.filter((point) => point.stage === 'blocks');
  const amount = entry.per_request ?? entry.per_hour;
  const first = judged[0];
  if (judged.length < 2 || !amount || !first) return null;
  const marginFrom = points.findLast((point) => point.stage === 'pilot' && point.x <= first.x) ?? first;
  const middle = median(judged.map((point) => point.x));
  const level = median(judged.map((point) => point.y - amount.estimate * (point.x - middle)));
  return {
    from: first.x,
    to: judged[judged.length - 1]!.x,
    middle,
    marginFrom,
    estimate: (x) => level + amount.estimate * (x - middle),
    upper: (x) => level + (x < middle ? amount.low : amount.high) * (x - middle),
    lower: (x) => level + (x < middle ? amount.high : amount.low) * (x - middle),
    margin: (x) => marginFrom.y + entry.margin * (x - marginFrom.x),
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
}
