#!/usr/bin/env node
// Runs the two samples again and again, keeps one line per run and writes the table of docs/measurements/.
//   node bench/sample-runs.mjs [--runs 10] [--profile quick] [--folder docs/measurements]
// Needs `make build`. Lines are appended to runs.csv: what was measured once stays; the tables count all of it.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const runs = Number(option('runs', '10'));
const profile = option('profile', 'quick');
const folder = resolve(option('folder', join(root, 'docs/measurements')));
const tool = join(root, 'src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll');
const file = join(folder, 'runs.csv');
const columns = ['started', 'version', 'target', 'profile', 'verdict', 'reason', 'leak_types', 'exit_code', 'seconds_to_verdict',
  'seconds_in_all', 'requests', 'requests_failed', 'requests_per_second', 'worst_bound_bytes', 'worst_bound_count', 'machine_load'];

if (!existsSync(tool)) {
  console.error('leakgate is not built: run `make build` first');
  process.exit(2);
}

const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim();
mkdirSync(folder, { recursive: true });
if (!existsSync(file)) {
  writeFileSync(file, columns.join(',') + '\n');
}

for (let run = 1; run <= runs; run++) {
  for (const target of ['leaky', 'healthy']) {
    const out = mkdtempSync(join(tmpdir(), 'leakgate-bench-'));
    const began = performance.now();
    const load = loadavg()[0];
    const done = spawnSync(
      'dotnet', [tool, 'run', '-c', join(root, 'leakgate.yml'), '--target', target, '--profile', profile, '--json', '--quiet', '--out', out],
      { encoding: 'utf8', maxBuffer: 1 << 26 });
    const seconds = (performance.now() - began) / 1000;
    rmSync(out, { recursive: true, force: true });
    const verdict = done.stdout.trim().startsWith('[') ? JSON.parse(done.stdout)[0] : undefined;
    const bound = unit => Math.max(0, ...(verdict?.resources ?? [])
      .filter(resource => resource.verdict === 'clean' && resource.per_request?.unit === unit)
      .map(resource => resource.per_request.high));
    const line = [verdict?.started ?? new Date().toISOString(), commit, target, profile, verdict?.verdict ?? 'none', verdict?.reason ?? '',
      (verdict?.leak_types ?? []).join(' '), done.status, verdict?.seconds_to_verdict ?? '', seconds.toFixed(1), verdict?.requests ?? 0,
      verdict?.requests_failed ?? 0, (verdict?.requests_per_second ?? 0).toFixed(0), bound('bytes').toPrecision(3),
      bound('count').toPrecision(3), load.toFixed(1)];
    appendFileSync(file, line.join(',') + '\n');
    console.log(`${run} of ${runs}: ${line.join(',')}`);
    if (done.stderr) {
      console.error(done.stderr);
    }
  }
}

const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1).map(line => {
  const values = line.split(',');
  return Object.fromEntries(columns.map((column, i) => [column, values[i]]));
});
const median = values => {
  const sorted = values.map(Number).sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const summary = [];
for (const [profileName, target] of [...new Set(rows.map(row => `${row.profile} ${row.target}`))].map(key => key.split(' '))) {
  const own = rows.filter(row => row.profile === profileName && row.target === target);
  const expected = target === 'leaky' ? 'leak' : 'clean';
  const four = 'database_connection_leak file_descriptor_leak memory_leak redis_connection_leak';
  const right = own.filter(row => row.verdict === expected
    && (target !== 'leaky' || row.leak_types.split(' ').sort().join(' ') === four)).length;
  const times = own.map(row => row.seconds_to_verdict).filter(value => value !== '');
  summary.push(`| ${target} | ${profileName} | ${right} of ${own.length} | ${median(times).toFixed(1)} | ${Math.min(...times.map(Number)).toFixed(1)} to ${Math.max(...times.map(Number)).toFixed(1)} | ${median(own.map(row => row.requests_per_second)).toFixed(0)} |`);
}

const table = rows.map(row => `| ${row.started.slice(0, 16).replace('T', ' ')} | ${row.version} | ${row.target} | ${row.profile} | ${row.verdict}${row.reason ? ` (${row.reason})` : ''} | ${row.leak_types.replaceAll(' ', ', ') || '–'} | ${row.seconds_to_verdict} | ${row.requests} | ${row.worst_bound_bytes} B, ${(1000 * Number(row.worst_bound_count)).toPrecision(2)} per 1,000 | ${row.machine_load} |`);
const page = `# Runs of the samples

Made by \`node bench/sample-runs.mjs\` from \`runs.csv\`; do not edit. *Right* means: \`leaky\` is a leak with exactly its four types,
\`healthy\` is clean. Seconds count from the ready target to the decision. This machine: ${availableParallelism()} cores; *load* is its load average when
the run began, so a figure far above the number of cores says that other work was going on.

| target | profile | right | median s to verdict | from … to | median requests/s |
| --- | --- | --- | --- | --- | --- |
${summary.join('\n')}

## Every run

The bound is the largest of the resources that were shown clean, per request of the mix.

| started, UTC | version | target | profile | verdict | types | s to verdict | requests | bound shown clean | load |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${table.join('\n')}
`;
writeFileSync(join(folder, 'runs.md.part'), page);
renameSync(join(folder, 'runs.md.part'), join(folder, 'runs.md'));
