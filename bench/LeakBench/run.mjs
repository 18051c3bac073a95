#!/usr/bin/env node
// Judges labelled programs and keeps one line for each run; docs/detection-quality.md is made from all lines.
//   node bench/LeakBench/run.mjs [--only REGEX] [--half tuning|validation] [--runs N] [--profile quick] [--rate max] [--budget 60s] [--list] [--try] [--pages]
// Each program is run until results.csv holds N runs of it (default 1) by that profile and rate, of the commit that last changed what is
// judged with (src/): an interrupted bench goes on where it was.
// --list shows the programs and what is not here; --try only loads each program for two seconds and tells what it kept, without LeakGate;
// --pages only writes the pages again; --budget is for a look by hand and keeps no line, --keep FOLDER copies the
// run folder of the last run there. Needs `make build`.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from './catalogue.mjs';
import { freePort, lack, prepare } from './programs.mjs';
import { columns, readResults, simpleRules, writePages } from './quality.mjs';
import { tryOut } from './try.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const flag = (name) => process.argv.includes(`--${name}`);
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const tool = join(root, 'src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll');
const results = join(here, 'results.csv');
const profile = option('profile', 'quick');
const wanted = Number(option('runs', '1'));
const rate = option('rate', 'max');
const budget = option('budget', '');
const keep = option('keep', '');
const only = new RegExp(option('only', '.'));
const half = option('half', '');

/** Memory over time, from the first request on, as the cheap readings of the run have it. */
const curve = (work) => {
  const runs = join(work, '.leakgate/runs');
  const file = existsSync(runs) && readdirSync(runs, { recursive: true }).find((name) => name.endsWith('run.jsonl'));
  return !file ? [] : readFileSync(join(runs, file), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
    .filter((record) => record.kind === 'sample' && record.requests > 0 && record.values.rss_anon_bytes !== undefined)
    .map((record) => [record.t, record.values.rss_anon_bytes]);
};

/** The largest bound of the counts that were shown clean. */
const boundOfCounts = (verdict) => {
  const bounds = (verdict?.resources ?? []).filter((resource) => resource.verdict === 'clean' && resource.per_request?.unit === 'count').map((resource) => resource.per_request.high);
  return bounds.length === 0 ? '' : Math.max(...bounds).toPrecision(3);
};

const judge = async (one) => {
  const work = mkdtempSync(join(tmpdir(), 'leakbench-'));
  try {
    const port = await freePort();
    // JSON is YAML.
    writeFileSync(join(work, 'leakgate.yml'), JSON.stringify({
      targets: { [one.name]: { command: prepare(one, port, work), url: `http://127.0.0.1:${port}`, health: { path: '/health', timeout: '60s' } } },
      load: { rate, requests: one.paths.map((path) => `GET ${path}`) },
      ...(one.gate ? { gate: one.gate } : {}),
    }));
    const machine = loadavg()[0];
    const done = spawnSync('dotnet', [tool, 'run', '--profile', profile, ...(budget ? ['--budget', budget] : []), '--json', '--quiet'], { cwd: work, encoding: 'utf8', maxBuffer: 1 << 26 });
    const verdict = done.stdout.trim().startsWith('[') ? JSON.parse(done.stdout)[0] : undefined;
    const found = verdict?.findings?.find((finding) => one.types.includes(finding.type)) ?? verdict?.findings?.[0];
    const first = found?.requests?.[0];
    const memory = verdict?.resources?.find((resource) => resource.resource === 'memory');
    if (!verdict || verdict.verdict === 'failed') {
      console.error(`${one.name}: ${done.stderr}`);
    }
    return {
      started: verdict?.started ?? new Date().toISOString(), version: commit, program: one.name, runtime: one.runtime, shape: one.kind, profile, rate, label: one.label, half: one.half,
      verdict: verdict?.verdict ?? 'none', reason: verdict?.reason ?? '', leak_types: (verdict?.leak_types ?? []).join(' '),
      right_type: one.label === 'leak' && verdict?.verdict === 'leak' ? Number(verdict.leak_types.some((type) => one.types.includes(type))) : '',
      request: first?.request ?? '', right_request: verdict?.verdict === 'leak' && one.leaking ? Number(first?.request === one.leaking) : '',
      estimate: first?.per_request?.estimate?.toPrecision(5) ?? '', each: one.each ?? one.mix ?? '',
      seconds_to_verdict: verdict?.seconds_to_verdict ?? '', requests_per_second: (verdict?.requests_per_second ?? 0).toFixed(0),
      bound_bytes: memory?.verdict === 'clean' ? memory.per_request.high.toPrecision(4) : '', bound_count: boundOfCounts(verdict), machine_load: machine.toFixed(1), ...simpleRules(curve(work)),
      not_clean: (verdict?.resources ?? []).filter((resource) => resource.verdict !== 'clean').map((resource) => resource.resource.replaceAll(' ', '-')).join(' '),
    };
  } finally {
    if (keep) {
      rmSync(keep, { recursive: true, force: true });
      cpSync(join(work, '.leakgate'), keep, { recursive: true });
    }
    rmSync(work, { recursive: true, force: true });
  }
};

const commit = spawnSync('git', ['log', '-1', '--format=%h', '--', 'src'], { cwd: root, encoding: 'utf8' }).stdout.trim();
const chosen = catalogue.filter((one) => only.test(one.name) && (half === '' || one.half === half));
if (flag('list')) {
  for (const one of chosen) {
    console.log(`${one.name.padEnd(24)} ${one.label.padEnd(6)} ${one.half.padEnd(11)} ${lack(one)}`.trimEnd());
  }
  process.exit(0);
}
if (flag('try')) {
  for (const one of chosen) {
    const work = mkdtempSync(join(tmpdir(), 'leakbench-'));
    const port = await freePort();
    console.log(lack(one) ? `${one.name}: ${lack(one)}` : await tryOut(one, prepare(one, port, work), port));
    rmSync(work, { recursive: true, force: true });
  }
  process.exit(0);
}
if (!flag('pages')) {
  if (!existsSync(tool)) {
    console.error('leakgate is not built: run `make build` first');
    process.exit(2);
  }
  if (!existsSync(results)) {
    writeFileSync(results, columns.join(',') + '\n');
  }
  for (let round = 1; round <= wanted; round++) {
    for (const one of chosen) {
      const held = readResults(results).filter((row) => row.program === one.name && row.profile === profile && row.rate === rate && row.version === commit).length;
      if (!budget && held >= round) {
        continue;
      }
      if (lack(one)) {
        console.error(`${one.name}: ${lack(one)}`);
        continue;
      }
      const row = await judge(one);
      const line = columns.map((column) => row[column]).join(',');
      if (!budget) {
        appendFileSync(results, line + '\n');
      }
      console.log(line);
    }
  }
}
writePages(root, readResults(results), readResults(join(here, 'results-one-round.csv')), catalogue, readResults(join(here, 'traces.csv')));
