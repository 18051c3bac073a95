import type { Outcome, Sibling, TargetDocument } from '../document/report';

/** One resource of several targets: how far each has grown since its first judged floor. */
export interface Comparison {
  resource: string;
  column: string;
  byTime: boolean;
  lines: { target: string; outcome: Outcome; points: { x: number; y: number }[] }[];
}

/** More lines than this can't be told apart. */
const MOST = 8;

/** Resources that this target and another one have floors of; those that leak here first. */
export function comparisons(target: TargetDocument, others: readonly TargetDocument[]): Comparison[] {
  const byTime = target.header.by_time === true;
  const siblings = [...others.map(asSibling), ...(target.siblings ?? [])].slice(0, MOST - 1);
  const own = asSibling(target);
  const order: Outcome[] = ['leak', 'inconclusive', 'clean', 'failed'];
  return [...(target.verdict?.resources ?? [])]
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map((entry) => ({
      resource: entry.resource,
      column: entry.column,
      byTime,
      lines: [own, ...siblings]
        .map((sibling) => ({
          target: sibling.target,
          outcome: outcomeOf(sibling, entry.resource, others, target),
          points: growth(sibling, entry.column, byTime),
        }))
        .filter((line) => line.points.length > 1),
    }))
    .filter((comparison) => comparison.lines.length > 1);
}

/** That of the resource where it is known, else that of the target. */
function outcomeOf(sibling: Sibling, resource: string, others: readonly TargetDocument[], target: TargetDocument): Outcome {
  const whole = [target, ...others].find((one) => one.header.target === sibling.target);
  return whole?.verdict?.resources.find((entry) => entry.resource === resource)?.verdict ?? sibling.verdict;
}

function asSibling(target: TargetDocument): Sibling {
  return {
    target: target.header.target,
    verdict: target.verdict?.verdict ?? 'inconclusive',
    blocks: target.blocks
      .filter((block) => block.stage === 'blocks')
      .map((block) => ({ seconds: block.t, requests: block.total_requests, floors: block.floors })),
  };
}

function growth(sibling: Sibling, column: string, byTime: boolean): { x: number; y: number }[] {
  const blocks = sibling.blocks.filter((block) => block.floors[column] !== undefined);
  const first = blocks[0];
  if (!first) return [];
  const along = (block: (typeof blocks)[number]) => (byTime ? block.seconds / 3600 : block.requests);
  return blocks.map((block) => ({ x: along(block) - along(first), y: block.floors[column]! - first.floors[column]! }));
}
