#!/usr/bin/env node
// Adds a run to a static site: its report, a line in the index of past runs, trends and a badge.
//   node scripts/site/site.mjs --site DIR [--run RUNFOLDER]... [--allure DIR] [--keep 100] [--lang en|ru]
//        [--branch NAME] [--commit SHA] [--build URL]
// The site is whole after each call and is its own memory (runs.json): keep the folder from run to run and call this again. A run that is
// there already is replaced. Of runs beyond --keep the reports are removed; their lines and trends stay. Nothing is judged here: every
// figure comes from verdict.json as it stands.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { badge } from './badge.mjs';
import { page } from './page.mjs';

const mostLines = 1000;

function options() {
  const { values } = parseArgs({
    options: {
      site: { type: 'string' },
      run: { type: 'string', multiple: true, default: [] },
      allure: { type: 'string' },
      keep: { type: 'string', default: '100' },
      lang: { type: 'string', default: 'en' },
      branch: { type: 'string', default: '' },
      commit: { type: 'string', default: '' },
      build: { type: 'string', default: '' },
    },
  });
  const keep = Number(values.keep);
  if (!values.site || !Number.isInteger(keep) || keep < 1 || !['en', 'ru'].includes(values.lang)) {
    throw new Error('usage: site.mjs --site DIR [--run RUNFOLDER]... [--allure DIR] [--keep N] [--lang en|ru]');
  }
  return { ...values, keep, build: /^https?:\/\//.test(values.build) ? values.build : '' };
}

/** What the index keeps of one target. */
function targetOf(folder) {
  const v = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8'));
  const memory = v.resources.find((r) => r.resource === 'memory') ?? v.resources.find((r) => r.per_request?.unit === 'bytes');
  return {
    id: v.run_id,
    started: v.started,
    profile: v.profile,
    entry: {
      target: v.target,
      verdict: v.verdict,
      expect: v.expect ?? 'clean',
      leak_types: v.leak_types,
      severity: v.severity,
      requests: v.requests,
      memory: memory?.per_request?.unit === 'bytes' ? { ...memory.per_request } : null,
    },
  };
}

/** The run of a folder, as the index keeps it; its report is copied into the site. */
function take(site, folder, { branch, commit, build }) {
  const targets = readdirSync(folder, { withFileTypes: true })
    .filter((e) => e.isDirectory() && existsSync(join(folder, e.name, 'verdict.json')))
    .map((e) => join(folder, e.name))
    .sort();
  if (targets.length === 0) {
    throw new Error(`${folder} holds no verdict.json in a folder of a target`);
  }
  const read = targets.map(targetOf);
  const { id, started, profile } = read[0];
  if (!/^[\w.-]+$/.test(id) || id.startsWith('.')) {
    throw new Error(`${folder}: the run's id is no name of a folder`);
  }
  const place = join(site, 'runs', id);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const report = [join(folder, 'report.html'), ...targets.map((t) => join(t, 'report.html'))].find(existsSync);
  if (report) {
    cpSync(report, join(place, 'index.html'));
  }
  writeFileSync(join(place, 'verdicts.json'), `[${targets.map((t) => readFileSync(join(t, 'verdict.json'), 'utf8')).join(',')}]\n`);
  return { id, started, profile, branch, commit, build, report: Boolean(report), targets: read.map((r) => r.entry) };
}

function main() {
  const given = options();
  const { site } = given;
  mkdirSync(site, { recursive: true });
  const memory = join(site, 'runs.json');
  const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : [];
  const added = given.run.map((folder) => take(site, folder, given));
  const runs = [...added, ...known.filter((k) => !added.some((a) => a.id === k.id))]
    .sort((a, b) => (a.started < b.started ? 1 : a.started > b.started ? -1 : 0))
    .slice(0, mostLines);
  runs.slice(given.keep).forEach((run) => {
    rmSync(join(site, 'runs', run.id), { recursive: true, force: true });
    run.report = false;
  });
  if (given.allure) {
    rmSync(join(site, 'allure'), { recursive: true, force: true });
    cpSync(given.allure, join(site, 'allure'), { recursive: true });
  }
  const write = (name, text) => {
    writeFileSync(join(site, `${name}.new`), text);
    renameSync(join(site, `${name}.new`), join(site, name));
  };
  write('runs.json', `${JSON.stringify(runs, null, 1)}\n`);
  write('badge.svg', badge(runs, given.lang));
  write('index.html', page(runs, { allure: existsSync(join(site, 'allure', 'index.html')), lang: given.lang }));
  console.log(`${basename(process.argv[1])}: ${runs.length} runs in ${site}`);
}

try {
  main();
} catch (fault) {
  console.error(`site.mjs: ${fault.message}`);
  process.exitCode = 2;
}
