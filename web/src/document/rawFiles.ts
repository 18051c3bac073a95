import type { Texts } from '../texts/en';
import type { ReportDocument, TargetDocument } from './report';

/** Something to save, made when it is asked for. */
export interface RawFile {
  name: string;
  holds: string;
  type: string;
  content: () => string;
}

export function rawFiles(target: TargetDocument, document: ReportDocument, texts: Texts, whole: (count: number) => string): RawFile[] {
  const files: RawFile[] = [
    { name: 'report.json', holds: texts.files.report, type: 'application/json', content: () => JSON.stringify(document) },
    {
      name: 'samples.csv',
      holds: texts.files.samples(whole(target.samples.time.length), whole(Object.keys(target.samples.values).length)),
      type: 'text/csv',
      content: () => samplesCsv(target),
    },
    { name: 'floors.csv', holds: texts.files.floors, type: 'text/csv', content: () => floorsCsv(target) },
  ];
  if (target.verdict) {
    files.unshift({
      name: 'verdict.json',
      holds: texts.files.verdict,
      type: 'application/json',
      content: () => JSON.stringify(target.verdict, null, 2),
    });
  }
  if (target.log && target.log.length > 0) {
    files.push({ name: 'target.log', holds: texts.files.log, type: 'text/plain', content: () => target.log!.join('\n') + '\n' });
  }
  return files;
}

/** As `leakgate analyze` reads it; empty cells are gaps. */
export function samplesCsv(target: TargetDocument): string {
  const { time, requests, values } = target.samples;
  const columns = Object.keys(values);
  const lines = time.map((at, i) => [at, requests[i], ...columns.map((column) => values[column]![i] ?? '')].join(','));
  return [['elapsed_s', 'requests_total', ...columns].map(cell).join(','), ...lines, ''].join('\n');
}

export function floorsCsv(target: TargetDocument): string {
  const columns = [...new Set(target.blocks.flatMap((block) => Object.keys(block.floors)))];
  const lines = target.blocks.map((block) =>
    [block.t, block.total_requests, block.index, cell(block.stage), ...columns.map((column) => block.floors[column] ?? '')].join(','),
  );
  return [['elapsed_s', 'requests_total', 'block', 'stage', ...columns].map(cell).join(','), ...lines, ''].join('\n');
}

/** Quoted where it has to be; what a spreadsheet would take for a formula gets a quote before it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
