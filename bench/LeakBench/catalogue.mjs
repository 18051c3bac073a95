// What LeakBench judges: each program with its shape, its label, and what one request of the leaking kind keeps.
// A half is fixed by the place in this list. No constant of the judge may be chosen by a run of the half `validation`.

const memory = ['memory_leak'];
// label; types that a finding may have; what a GET /a (of five: /c) keeps, bytes or things.
const shapes = {
  clean: { label: 'clean' },
  cachefill: { label: 'clean' },
  pool: { label: 'clean' },
  highwater: { label: 'clean' },
  sawtooth: { label: 'clean' },
  walk: { label: 'clean' },
  periodic: { label: 'clean' },
  lru: { label: 'clean' },
  cycle: { label: 'leak', types: memory, each: 4096 },
  lateclose: { label: 'clean' },
  recycle: { label: 'clean' },
  slow: { label: 'clean' },
  'slow-shown': { label: 'leak', types: memory, each: 100, shape: 'slow', gate: { memory: '25 B/request' } },
  linear: { label: 'leak', types: memory, each: 4096 },
  rare: { label: 'leak', types: memory, each: 2000 },
  steps: { label: 'leak', types: memory, each: 4096 },
  batchy: { label: 'leak', types: memory, each: 4096 },
  late: { label: 'leak', types: memory, each: 8192 },
  hidden: { label: 'leak', types: memory, each: 4096 },
  native: { label: 'leak', types: memory, each: 4096 },
  timers: { label: 'leak', types: memory, each: 4096 },
  listeners: { label: 'leak', types: memory, each: 4096 },
  fifth: { label: 'leak', types: memory, each: 4096, paths: ['/a', '/b', '/c', '/d', '/e'], leaking: '/c' },
  descriptors: { label: 'leak', types: ['file_descriptor_leak'], each: 1 / 50 },
  closewait: { label: 'leak', types: ['connection_leak'], each: 1 / 50 },
  threads: { label: 'leak', types: ['thread_leak'], each: 1 / 200 },
  children: { label: 'leak', types: ['process_leak'], each: 1 / 200 },
  'recycle-leak': { label: 'leak', types: ['file_descriptor_leak'] },
};

const programs = {
  c: ['clean', 'linear', 'slow', 'slow-shown', 'rare', 'steps', 'batchy', 'late', 'hidden', 'cachefill', 'pool', 'highwater', 'sawtooth', 'walk', 'descriptors', 'threads', 'children'],
  rust: ['clean', 'linear', 'slow', 'rare', 'steps', 'hidden', 'cachefill', 'pool', 'sawtooth', 'descriptors', 'threads'],
  node: ['clean', 'linear', 'slow', 'rare', 'steps', 'late', 'hidden', 'cachefill', 'lru', 'sawtooth', 'walk', 'timers', 'listeners', 'fifth', 'descriptors', 'closewait', 'children'],
  python: ['clean', 'linear', 'slow', 'rare', 'batchy', 'hidden', 'cachefill', 'pool', 'walk', 'periodic', 'recycle', 'recycle-leak', 'descriptors', 'threads', 'children'],
  java: ['clean', 'linear', 'rare', 'steps', 'hidden', 'cachefill', 'lru', 'walk', 'native', 'descriptors', 'lateclose', 'threads'],
  perl: ['clean', 'linear', 'cycle', 'rare', 'hidden', 'pool', 'sawtooth', 'descriptors', 'children'],
  dotnet: ['clean', 'linear', 'slow', 'slow-shown', 'rare', 'steps', 'batchy', 'late', 'hidden', 'cachefill', 'pool', 'sawtooth', 'walk', 'native', 'timers', 'fifth', 'descriptors', 'lateclose', 'threads', 'children'],
  servers: ['nginx', 'redis', 'memcached', 'jvm-saw'],
};

/** Every program, in a fixed order. */
export const catalogue = [];
const seen = new Map();
for (const [runtime, names] of Object.entries(programs)) {
  for (const name of names) {
    const shape = shapes[name] ?? { label: 'clean' };
    // Each shape goes to both halves in turn, over the runtimes that have it.
    const at = seen.get(name) ?? seen.size % 2;
    seen.set(name, at + 1);
    catalogue.push({
      name: `${runtime}-${name}`, runtime, kind: name, shape: shape.shape ?? name, half: at % 2 === 0 ? 'tuning' : 'validation', label: shape.label,
      types: shape.types ?? [], each: shape.each, gate: shape.gate, paths: shape.paths ?? ['/a', '/b'], leaking: shape.label === 'leak' ? `GET ${shape.leaking ?? '/a'}` : '',
    });
  }
}
