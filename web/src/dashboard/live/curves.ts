import type { CurveRow } from '../../charts/curves';
import type { TargetDocument } from '../../document/report';

/** Column of each resource under load: memory is read exactly at block ends only, and drawn by its cheap likeness. */
const COLUMNS: Record<string, string[]> = {
  memory: ['anonymous_bytes', 'rss_anon_bytes', 'rss_bytes'],
  heap: ['heap_bytes'],
  descriptors: ['fds'],
  'database connections': ['database_connections'],
  'redis connections': ['redis_connections'],
  connections: ['connections'],
  threads: ['threads'],
  goroutines: ['goroutines'],
  processes: ['processes'],
};

/** One row for each resource that has readings or floors: what is read at block ends only is drawn through its floors, as in the report. */
export function liveRows(target: TargetDocument, evidence: ReadonlyMap<string, string>): CurveRow[] {
  const { samples, blocks } = target;
  const time = [...samples.time];
  return Object.entries(COLUMNS).flatMap(([resource, columns]) => {
    const floors = blocks.flatMap((block) =>
      block.floors[columns[0]!] === undefined ? [] : [{ time: block.t, value: block.floors[columns[0]!]! }],
    );
    const sampled = columns.find((name) => samples.values[name]);
    if (!sampled && floors.length === 0) return [];
    const column = sampled ?? columns[0]!;
    const values = sampled ? [...samples.values[sampled]!] : floors.map((floor) => floor.value);
    let highest = 0;
    for (const value of values) if (value !== null && value > highest) highest = value;
    for (const floor of floors) if (floor.value > highest) highest = floor.value;
    const state = evidence.get(resource);
    return [
      {
        key: resource,
        kind: state === 'leak' ? 'leak' : 'other',
        entry: null,
        outcome: state === 'leak' || state === 'clean' ? state : null,
        column,
        bytes: column.endsWith('_bytes'),
        time: sampled ? time : floors.map((floor) => floor.time),
        values,
        floors,
        gaps: samples.gaps.filter((gap) => gap.column === column),
        highest,
        owner: null,
      } satisfies CurveRow,
    ];
  });
}
