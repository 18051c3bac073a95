#!/usr/bin/env node
// Records labelled programs under a steady light load, as any monitor would, and judges the recordings with `leakgate analyze`.
//   node bench/LeakBench/traces.mjs [--record] [--only REGEX] [--half tuning|validation] [--seconds 600] [--rate 50] [--together 12] [--judge]
// --record keeps what is not yet in traces/ (a file for each program, one line a second); --judge judges every file there, its first 210 s
// and the whole, and writes traces.csv, a line for each judged column. Needs `make build`. No load is changed by what is seen: nothing here is LeakGate's.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { catalogue } from './catalogue.mjs';
import { freePort, lack, prepare } from './programs.mjs';
import { simpleRules } from './quality.mjs';
import { end, look } from './try.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'traces');
const tool = resolve(here, '../../src/LeakGate.Cli/bin/Release/net10.0/leakgate.dll');
const flag = (name) => process.argv.includes(`--${name}`);
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const seconds = Number(option('seconds', '600'));
const rate = Number(option('rate', '50'));
const only = new RegExp(option('only', '.'));
const half = option('half', '');
const fileOf = (one) => join(folder, `${one.name}.csv`);

/** One request; whether it came back well. */
const ask = (agent, port, path) => new Promise((done) => {
  get({ port, host: '127.0.0.1', path, agent, timeout: 20_000 }, (response) => {
    response.resume().on('end', () => done(response.statusCode < 400)).on('error', () => done(false));
  }).on('error', () => done(false));
});

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => void Promise.all([...running].map(end)).then(() => process.exit(1)));
}

const record = async (one) => {
  const work = mkdtempSync(join(tmpdir(), 'leakbench-'));
  const port = await freePort();
  const [program, ...words] = prepare(one, port, work);
  const started = spawn(program, words, { stdio: 'ignore' });
  running.add(started);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  try {
    for (let i = 0; i < 300 && !(await ask(agent, port, '/health')); i++) {
      await wait(200);
    }
    const rows = [];
    let [completed, sent] = [0, 0];
    const began = performance.now();
    while (rows.length < seconds) {
      const now = performance.now() - began;
      for (; sent < (now / 1000) * rate; sent++) {
        void ask(agent, port, one.paths[sent % one.paths.length]).then((good) => (completed += Number(good)));
      }
      if (now >= rows.length * 1000) {
        const seen = look(started.pid);
        rows.push([(now / 1000).toFixed(3), completed, seen.bytes, seen.rss, seen.fds, seen.threads, seen.processes].join(','));
      }
      await wait(20);
    }
    if (completed < 0.8 * sent) {
      throw new Error(`only ${completed} of ${sent} requests came back well`);
    }
    writeFileSync(fileOf(one) + '.part', ['elapsed_s,requests_total,anonymous_bytes,rss_bytes,fds,threads,processes', ...rows, ''].join('\n'));
    renameSync(fileOf(one) + '.part', fileOf(one));
    console.log(`${one.name}: ${completed} requests`);
  } finally {
    agent.destroy();
    await end(started);
    running.delete(started);
    rmSync(work, { recursive: true, force: true });
  }
};

if (flag('record')) {
  mkdirSync(folder, { recursive: true });
  const wanted = catalogue.filter((one) => only.test(one.name) && (half === '' || one.half === half) && one.shape !== 'slow' && !existsSync(fileOf(one)));
  const next = wanted[Symbol.iterator]();
  await Promise.all(Array.from({ length: Number(option('together', '12')) }, async () => {
    for (const one of next) {
      await (lack(one) ? console.error(`${one.name}: ${lack(one)}`) : record(one).catch((fault) => console.error(`${one.name}: ${fault.message}`)));
    }
  }));
}

// Which columns a leak of a type must show in; the others of a leaking program have no label and are not counted.
const columnsOf = { memory_leak: ['anonymous_bytes', 'rss_bytes'], file_descriptor_leak: ['fds'], connection_leak: ['fds'], thread_leak: ['threads'], process_leak: ['processes'] };
const lengths = [210, 600];
const judge = (programs, files, length) => {
  const done = spawnSync('dotnet', [tool, 'analyze', '--json', ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!done.stdout.startsWith('[')) {
    throw new Error(done.stderr);
  }
  return JSON.parse(done.stdout).flatMap((verdict, i) => {
    const one = programs[i];
    const rows = readFileSync(files[i], 'utf8').trim().split('\n').map((line) => line.split(','));
    const leaking = one.types.flatMap((type) => columnsOf[type]);
    return verdict.resources.filter(({ column }) => one.label === 'clean' || leaking.includes(column)).map((judged) => {
      const at = rows[0].indexOf(judged.column);
      const rules = judged.column === 'anonymous_bytes' ? Object.values(simpleRules(rows.slice(1).map((row) => [Number(row[0]), Number(row[at])]))) : ['', '', ''];
      return [one.name, one.runtime, one.kind, one.half, length, judged.column, one.label, judged.verdict, judged.reason ?? '', ...rules].join(',');
    });
  });
};
if (flag('judge')) {
  const programs = catalogue.filter((one) => existsSync(fileOf(one)));
  const cut = mkdtempSync(join(tmpdir(), 'leakbench-'));
  const lines = lengths.flatMap((length) => {
    const files = programs.map((one) => {
      const [head, ...rows] = readFileSync(fileOf(one), 'utf8').trim().split('\n');
      const file = join(cut, `${one.name}.csv`);
      writeFileSync(file, [head, ...rows.filter((row) => Number.parseFloat(row) < length), ''].join('\n'));
      return file;
    });
    return judge(programs, files, length);
  });
  rmSync(cut, { recursive: true });
  writeFileSync(join(here, 'traces.csv'), ['program,runtime,shape,half,seconds,column,label,verdict,reason,rule_growth,rule_r2,rule_mann_kendall', ...lines, ''].join('\n'));
  for (const length of lengths) {
    for (const label of ['clean', 'leak']) {
      const told = lines.map((line) => line.split(',')).filter((line) => Number(line[4]) === length && line[6] === label);
      console.log(`${length} s, ${label}, ${told.length} series:`, ['clean', 'inconclusive', 'leak'].map((word) => `${word} ${told.filter((line) => line[7] === word).length}`).join(', '));
    }
  }
}
