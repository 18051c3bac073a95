import type { BlockRecord, StageRecord, TargetDocument } from '../../document/report';

/** Fields of the records that only the live page reads. */
interface Eta {
  likely: number;
  low: number;
  high: number;
}
type LiveBlock = BlockRecord & { eta?: Eta; completed?: number[]; failed?: number[]; latency?: ({ p50: number; p95: number } | null)[] };
type LiveStage = StageRecord & { eta?: Eta };
type LiveHeader = TargetDocument['header'] & { most_blocks?: number; most_rounds?: number };

const EXPECTED = ['start', 'ready', 'warm-up', 'pilot', 'blocks', 'confirm', 'stop'];

export interface StageLine {
  stage: string;
  /** cut: the run ended in it. */
  state: 'done' | 'now' | 'ahead' | 'cut';
  /** Seconds it took so far; null: it has not begun. */
  seconds: number | null;
  note: string;
}

/** Time of the last record: what the page knows of the clock of the run. */
export function reached(target: TargetDocument): number {
  const last = <T>(list: readonly T[]) => list[list.length - 1];
  return Math.max(0, last(target.samples.time) ?? 0, last(target.blocks)?.t ?? 0, last(target.stages)?.t ?? 0, last(target.events)?.t ?? 0);
}

/** The stages as a checklist, as the terminal shows them: done, the one that goes on, those ahead. */
export function stageLines(target: TargetDocument, ended = false): StageLine[] {
  const now = reached(target);
  const begun = [...new Set(target.stages.map((stage) => stage.stage))];
  const over = ended || target.verdict !== undefined;
  const current = begun[begun.length - 1];
  const ahead = EXPECTED.slice(current ? EXPECTED.indexOf(current) + 1 : 0).filter(
    (stage) => !begun.includes(stage) && !(target.header.by_time && stage === 'confirm'),
  );
  return [
    ...begun.map((stage): StageLine => {
      const seconds = target.stages.reduce(
        (sum, one, i) => (one.stage === stage ? sum + ((target.stages[i + 1]?.t ?? now) - one.t) : sum),
        0,
      );
      const note = target.stages.findLast((one) => one.stage === stage)?.note ?? '';
      return { stage, state: stage !== current ? 'done' : !over ? 'now' : stage === 'stop' ? 'done' : 'cut', seconds, note };
    }),
    ...(over ? [] : ahead).map((stage): StageLine => ({ stage, state: 'ahead', seconds: null, note: '' })),
  ];
}

/** What is left, as the run itself expects it; null: not known yet. */
export function timeLeft(target: TargetDocument): Eta | null {
  if (target.verdict) return null;
  const told = [...(target.stages as LiveStage[]), ...(target.blocks as LiveBlock[])]
    .filter((record) => record.eta)
    .sort((a, b) => a.t - b.t)
    .at(-1);
  if (!told?.eta) return null;
  const passed = reached(target) - told.t;
  const rest = (seconds: number) => Math.max(0, seconds - passed);
  return { likely: rest(told.eta.likely), low: rest(told.eta.low), high: rest(told.eta.high) };
}

export function judgedBlocks(target: TargetDocument): { done: number; most: number } {
  const { most_blocks = 0, most_rounds = 1 } = target.header as LiveHeader;
  const done = target.blocks.filter((block) => block.stage === 'blocks').length;
  return { done, most: done > most_blocks ? most_blocks * Math.max(1, most_rounds) : most_blocks };
}

export interface EvidenceLine {
  resource: string;
  state: string;
  leak: number;
  clean: number;
  /** Where the bar stood after each block: + towards leak, − towards clean, in powers of ten. */
  notches: number[];
}

/** Evidence of each resource after the last block. */
export function evidenceLines(target: TargetDocument): EvidenceLine[] {
  const blocks = target.blocks.filter((block) => Object.keys(block.evidence ?? {}).length > 0);
  const last = blocks[blocks.length - 1];
  if (!last) return [];
  return Object.entries(last.evidence)
    .map(([resource, evidence]) => ({
      resource,
      state: evidence.state,
      leak: evidence.leak,
      clean: evidence.clean,
      notches: blocks.flatMap((block) => (block.evidence[resource] ? [lean(block.evidence[resource])] : [])),
    }))
    .sort((a, b) => lean(b) - lean(a));
}

export function lean(evidence: { leak: number; clean: number }): number {
  const power = (value: number) => Math.log10(Math.max(1, value));
  return evidence.leak >= evidence.clean ? power(evidence.leak) : -power(evidence.clean);
}

export interface RequestLine {
  request: string;
  done: number;
  failed: number;
  /** Of the last block that sent it; null: none did. */
  perSecond: number | null;
  p50: number | null;
  p95: number | null;
}

/** Counts over all blocks; speed and latency of the last block that sent the request, since percentiles can't be merged. */
export function requestLines(target: TargetDocument): RequestLine[] {
  const blocks = target.blocks as LiveBlock[];
  return target.header.requests.map((request, i) => {
    const last = blocks.findLast((block) => (block.completed?.[i] ?? 0) > 0);
    const load = last ? last.load_ended - last.started : 0;
    return {
      request,
      done: blocks.reduce((sum, block) => sum + (block.completed?.[i] ?? 0), 0),
      failed: blocks.reduce((sum, block) => sum + (block.failed?.[i] ?? 0), 0),
      perSecond: last && load > 0 ? last.completed![i]! / load : null,
      p50: last?.latency?.[i]?.p50 ?? null,
      p95: last?.latency?.[i]?.p95 ?? null,
    };
  });
}
