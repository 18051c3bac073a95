// What LeakBench judges: each program with its shape, its label, and what one request of the leaking kind keeps.
// The halves are written down, not computed. No constant of the judge may be chosen by a run of `validation`; a program whose run was
// looked into is `tuning` from then on (node-hidden, servers-postgres and dotnet-cachefill were moved for that).

const memory = ['memory_leak'];
// label; types that a finding may have; what one leaking request keeps (`each`), or one of the mix where all leak (`mix`): bytes or things.
const shapes = {
  clean: { label: 'clean' },
  cachefill: { label: 'clean' },
  pool: { label: 'clean' },
  highwater: { label: 'clean' },
  sawtooth: { label: 'clean' },
  walk: { label: 'clean' },
  periodic: { label: 'clean' },
  lru: { label: 'clean' },
  lateclose: { label: 'clean' },
  recycle: { label: 'clean' },
  // 100 bytes a request are below the margin, so clean is right; with a smaller margin they are a leak.
  slow: { label: 'clean' },
  'slow-shown': { label: 'leak', types: memory, each: 100, shape: 'slow', gate: { memory: '25 B/request' } },
  linear: { label: 'leak', types: memory, each: 4096 },
  large: { label: 'leak', types: memory, each: 16384, shape: 'linear', bytes: 16384 },
  // One in 100 of all requests keeps 200 KiB.
  rare: { label: 'leak', types: memory, each: 4096 },
  steps: { label: 'leak', types: memory, each: 4096 },
  batchy: { label: 'leak', types: memory, each: 4096 },
  // Begins 12 or 40 seconds after the first request; a fast program is judged before the 40 are over.
  onset: { label: 'leak', types: memory, each: 8192 },
  late: { label: 'leak', types: memory, each: 8192 },
  hidden: { label: 'leak', types: memory, each: 4096 },
  native: { label: 'leak', types: memory, each: 4096 },
  cycle: { label: 'leak', types: memory, each: 4096 },
  timers: { label: 'leak', types: memory, each: 4096 },
  listeners: { label: 'leak', types: memory, each: 4096 },
  // One leaking endpoint among five.
  fifth: { label: 'leak', types: memory, each: 16384, bytes: 16384, paths: ['/a', '/b', '/c', '/d', '/e'], leaking: '/c' },
  descriptors: { label: 'leak', types: ['file_descriptor_leak'], each: 1 / 50 },
  closewait: { label: 'leak', types: ['connection_leak'], each: 1 / 50 },
  threads: { label: 'leak', types: ['thread_leak'], each: 1 / 200 },
  children: { label: 'leak', types: ['process_leak'], each: 1 / 200 },
  // Workers end after 2000 requests, whichever they are; the master keeps 20 descriptors for each.
  'recycle-leak': { label: 'leak', types: ['file_descriptor_leak'], mix: 1 / 100 },
};

const halves = {
  tuning: {
    c: ['clean', 'linear', 'slow', 'slow-shown', 'rare', 'steps', 'onset', 'pool', 'highwater', 'walk', 'descriptors', 'threads'],
    rust: ['large', 'hidden', 'sawtooth'],
    node: ['clean', 'slow', 'late', 'cachefill', 'fifth', 'descriptors', 'closewait', 'periodic', 'hidden'],
    python: ['linear', 'rare', 'hidden', 'recycle', 'recycle-leak', 'children'],
    java: ['clean', 'large', 'rare', 'steps', 'cachefill', 'lru', 'native', 'lateclose', 'walk', 'threads', 'descriptors'],
    perl: ['sawtooth', 'cycle', 'linear'],
    dotnet: ['linear', 'batchy', 'hidden', 'pool', 'timers', 'children', 'clean', 'cachefill'],
    servers: ['redis', 'jvm-saw', 'postgres'],
  },
  validation: {
    c: ['large', 'batchy', 'late', 'hidden', 'cachefill', 'sawtooth', 'children'],
    rust: ['clean', 'linear', 'slow', 'slow-shown', 'rare', 'steps', 'cachefill', 'pool', 'descriptors', 'threads'],
    node: ['linear', 'large', 'rare', 'steps', 'onset', 'lru', 'sawtooth', 'walk', 'timers', 'listeners', 'children'],
    python: ['clean', 'large', 'slow', 'batchy', 'cachefill', 'pool', 'highwater', 'walk', 'periodic', 'fifth', 'descriptors', 'closewait', 'threads'],
    java: ['linear', 'hidden'],
    perl: ['clean', 'large', 'rare', 'hidden', 'pool', 'recycle', 'recycle-leak', 'descriptors', 'children'],
    dotnet: ['large', 'slow', 'slow-shown', 'rare', 'steps', 'late', 'onset', 'sawtooth', 'walk', 'native', 'fifth', 'descriptors', 'lateclose', 'threads'],
    servers: ['nginx', 'memcached'],
  },
};

// What the allocator takes beside the bytes that a program asks for, where that is more than a tenth of them: `malloc(100)` takes 112 in C;
// Rust's `Vec` has 24 more in the list that holds it. (.NET's program asks for 76, which are 100 with the head of the array.)
// Perl makes room for a quarter more when it appends to a string (`each.py` shows it).
const taken = { 'c-slow-shown': 112, 'rust-slow-shown': 136, 'perl-linear': 4950, 'perl-cycle': 4970, 'perl-hidden': 4950 };

/** Every program, in a fixed order: by half and runtime. */
export const catalogue = Object.entries(halves).flatMap(([half, runtimes]) => Object.entries(runtimes).flatMap(([runtime, kinds]) => kinds.map((kind) => {
  const shape = shapes[kind] ?? { label: 'clean' };
  const paths = shape.paths ?? ['/a', '/b'];
  return {
    name: `${runtime}-${kind}`, runtime, kind, shape: shape.shape ?? kind, bytes: shape.bytes, half, label: shape.label, types: shape.types ?? [],
    each: taken[`${runtime}-${kind}`] ?? shape.each, mix: shape.mix ?? (shape.each === undefined ? undefined : shape.each / paths.length), gate: shape.gate, paths,
    leaking: shape.each === undefined ? '' : `GET ${shape.leaking ?? '/a'}`,
  };
})));
