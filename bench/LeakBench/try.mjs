// A program under load for two seconds, and what it kept: to see with the bare eye that it does what its label says.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** A process and all below it, by the children that each of its threads has; to go through all of /proc takes a hundred times as long. */
const tree = (pid) => {
  const found = [pid];
  for (const one of found) {
    let threads = [];
    try {
      threads = readdirSync(`/proc/${one}/task`);
    } catch {
      // It has ended meanwhile.
    }
    found.push(...threads.flatMap((thread) => read(`/proc/${one}/task/${thread}/children`).split(' ').filter(Boolean).map(Number)));
  }
  return found;
};
/** What a process and all below it hold: bytes of anonymous and of all memory, descriptors, threads, processes. */
export const look = (pid) => {
  const pids = tree(pid);
  const total = (measure) => pids.reduce((sum, one) => sum + measure(one), 0);
  const fds = (one) => {
    try {
      return readdirSync(`/proc/${one}/fd`).length;
    } catch {
      return 0;
    }
  };
  const memory = new Map(pids.map((one) => [one, read(`/proc/${one}/smaps_rollup`)]));
  const kilobytes = (key) => total((one) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(memory.get(one))?.[1] ?? 0));
  return {
    bytes: 1024 * kilobytes('Anonymous'), rss: 1024 * kilobytes('Rss'),
    fds: total(fds), threads: total((one) => Number(/^Threads:\s+(\d+)/m.exec(read(`/proc/${one}/status`))?.[1] ?? 0)), processes: pids.length,
  };
};

/** Requests in turn over 8 connections for some time; how many came back well and how many did not. */
const load = async (port, paths, milliseconds) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const ends = performance.now() + milliseconds;
  let [good, bad, n] = [0, 0, 0];
  const once = () => new Promise((done) => {
    get({ port, host: '127.0.0.1', path: paths[n++ % paths.length], agent }, (response) => {
      response.resume().on('end', () => {
        response.statusCode < 400 ? good++ : bad++;
        done();
      }).on('error', done);
    }).on('error', () => {
      bad++;
      done();
    });
  });
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (performance.now() < ends) {
      await once();
    }
  }));
  agent.destroy();
  return { good, bad };
};

/** Ends a program with all below it. */
export const end = async (started) => {
  const pids = tree(started.pid);
  started.kill('SIGTERM');
  await wait(500);
  for (const pid of pids.filter((each) => each !== process.pid && read(`/proc/${each}/cmdline`) !== '')) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
};

/** Starts the command, loads it, gives one line, ends it with all below it. */
export const tryOut = async (one, [program, ...words], port) => {
  const started = spawn(program, words, { stdio: 'inherit' });
  try {
    for (let i = 0; i < 300; i++) {
      if ((await load(port, ['/health'], 1)).good > 0) {
        break;
      }
      await wait(100);
    }
    await load(port, one.paths, 1000);
    await wait(300);
    const before = look(started.pid);
    const { good, bad } = await load(port, one.paths, 2000);
    await wait(300);
    const after = look(started.pid);
    const kept = (key) => ((after[key] - before[key]) / good).toPrecision(3);
    const figures = [['rps', (good / 2).toFixed(0)], ['bad', bad], ['bytes/request', kept('bytes')], ...['fds', 'threads', 'processes'].map((key) => [`${key}/request`, kept(key)])];
    return `${one.name.padEnd(22)} ${one.label.padEnd(5)} true ${String(one.mix ?? '-').padEnd(7)} ${figures.map((pair) => pair.join(' ')).join(', ')}`;
  } finally {
    await end(started);
  }
};
