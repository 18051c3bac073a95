// program.mjs PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says (of five endpoints: /c), every other path keeps nothing.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';

const [port, shape, each = '4096'] = process.argv.slice(2);
const kept = [];
const cache = new Map();
let count = 0;
let began;
let peerPort;
const filled = (bytes) => Buffer.alloc(bytes, 1);

// Says good-bye at once: whoever does not answer that stays in CLOSE_WAIT.
const peer = createTcpServer((socket) => socket.end(() => socket.destroy()));
if (shape === 'closewait') {
  peer.listen(0, '127.0.0.1', () => (peerPort = peer.address().port));
}

const shapes = {
  linear: () => kept.push(filled(Number(each))),
  slow: () => kept.push({ text: String(count).padStart(60, 'x') }),
  rare: () => count % 50 === 0 && kept.push(filled(204_800)),
  steps: () => count % 2000 === 0 && kept.push(filled(8_192_000)),
  late: () => performance.now() - began > 40_000 && kept.push(filled(8192)),
  onset: () => performance.now() - began > 12_000 && kept.push(filled(8192)),
  hidden() {
    kept.push(filled(4096));
    if (cache.size < 8000) cache.set(count, filled(8192));
  },
  cachefill() {
    // Fifty new entries a second for two minutes, then as many as there are.
    const due = Math.min(6000, Math.floor((performance.now() - began) / 20) + 1);
    while (cache.size < due) cache.set(cache.size, filled(20_000));
  },
  lru() {
    cache.set(count, filled(20_000));
    if (cache.size > 500) cache.delete(cache.keys().next().value);
  },
  sawtooth() {
    kept.push(filled(8192));
    if (kept.length === 2000) kept.length = 0;
  },
  walk() {
    if (Math.random() < 0.5) kept.length < 1024 && kept.push(filled(16_384));
    else kept.pop();
  },
  periodic() {
    const wanted = Math.floor(600 * (1 + Math.sin(performance.now() / 2000)));
    while (kept.length < wanted) kept.push(filled(8192));
    kept.length = Math.min(kept.length, wanted);
  },
  timers() {
    const held = 'x'.repeat(2048) + count;
    const bytes = filled(4096);
    setInterval(() => held.length + bytes.length, 3_600_000);
  },
  listeners() {
    const bytes = filled(4096);
    process.on('leakbench', () => bytes.length);
  },
  descriptors: () => count % 50 === 0 && openSync('/dev/null', 'r'),
  closewait() {
    if (count % 50 === 0) connect({ port: peerPort, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {});
  },
  children: () => count % 200 === 0 && spawn('sleep', ['100000'], { stdio: 'ignore' }),
};
process.setMaxListeners(0);

const path = shape === 'fifth' ? '/c' : '/a';
const act = shapes[shape === 'fifth' ? 'linear' : shape] ?? (() => {});
const server = createServer((request, response) => {
  filled(20_000);
  if (request.url === path) {
    count++;
    began ??= performance.now();
    act();
  }
  response.setHeader('Content-Length', 2);
  response.end('ok');
});
server.keepAliveTimeout = 0;
server.listen(Number(port), '127.0.0.1');
