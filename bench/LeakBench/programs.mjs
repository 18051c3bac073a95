// The programs of LeakBench: what each needs, how it is compiled and started.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, 'build');
const programs = join(here, 'programs');

const postgresRoot = '/usr/lib/postgresql';
const postgresFolders = existsSync(postgresRoot) ? readdirSync(postgresRoot).map((version) => join(postgresRoot, version, 'bin')) : [];
const has = (program) => (process.env.PATH ?? '').split(':').concat('/usr/sbin', postgresFolders).some((folder) => existsSync(join(folder, program)));
const needs = {
  c: ['gcc', 'gcc'], rust: ['rustc', 'rustc'], node: ['node', 'nodejs'], python: ['python3', 'python3'], java: ['javac', 'default-jdk-headless'],
  perl: ['perl', 'perl'], dotnet: ['dotnet', '.NET SDK 10'], nginx: ['nginx', 'nginx-light'], redis: ['redis-server', 'redis-server'],
  memcached: ['memcached', 'memcached'], postgres: ['postgres', 'postgresql'], 'jvm-saw': ['javac', 'default-jdk-headless'],
};

/** What has to be installed before a program can be run; empty where all is here. */
export const lack = (one) => {
  const [program, packaged] = needs[one.runtime === 'servers' ? one.kind : one.runtime];
  return has(program) ? '' : `not here: install ${packaged}`;
};

const call = (program, words) => {
  const done = spawnSync(program, words, { encoding: 'utf8' });
  if (done.status !== 0) {
    throw new Error(`${program} ${words.join(' ')}: ${done.error ?? done.stderr + done.stdout}`);
  }
};
const isNewer = (source, made) => !existsSync(made) || statSync(source).mtimeMs > statSync(made).mtimeMs;

/** Compiles what a program needs, once; gives the command that serves a port. */
export const prepare = (one, port, work) => {
  mkdirSync(build, { recursive: true });
  const compiled = (source, made, program, words) => {
    if (isNewer(join(programs, source), made)) {
      call(program, words);
    }
    return made;
  };
  const java = () => {
    compiled('java/Program.java', join(build, 'Program.class'), 'javac', ['-d', build, join(programs, 'java/Program.java')]);
  };
  const words = [String(port), one.shape, ...(one.bytes ? [String(one.bytes)] : [])];
  switch (one.runtime) {
    case 'c':
      return [compiled('c/program.c', join(build, 'c-program'), 'gcc', ['-O2', '-Wall', '-pthread', '-o', join(build, 'c-program'), join(programs, 'c/program.c')]), ...words];
    case 'rust':
      return [compiled('rust/program.rs', join(build, 'rust-program'), 'rustc', ['-O', '-o', join(build, 'rust-program'), join(programs, 'rust/program.rs')]), ...words];
    case 'node':
      return ['node', join(programs, 'node/program.mjs'), ...words];
    case 'python':
      return ['python3', join(programs, 'python/program.py'), ...words];
    case 'perl':
      return ['perl', join(programs, 'perl/program.pl'), ...words];
    case 'java':
      java();
      return ['java', '-Dsun.net.httpserver.nodelay=true', '-XX:+UseSerialGC', '-Xms16m', '-Xmx4g', '-cp', build, 'Program', ...words];
    case 'dotnet':
      compiled('dotnet/Program.cs', join(build, 'dotnet/Program.dll'), 'dotnet', ['build', join(programs, 'dotnet'), '-c', 'Release', '-v', 'quiet', '-nologo', '-o', join(build, 'dotnet'), `-p:BaseIntermediateOutputPath=${join(build, 'dotnet-obj')}/`]);
      return ['dotnet', join(build, 'dotnet/Program.dll'), ...words];
    default:
      if (one.kind === 'jvm-saw') {
        java();
        return ['java', '-Dsun.net.httpserver.nodelay=true', '-Xmx64m', '-cp', build, 'Program', String(port), 'clean'];
      }
      if (one.kind === 'nginx') {
        const file = join(work, 'nginx.conf');
        writeFileSync(file, readFileSync(join(programs, 'nginx.conf'), 'utf8').replaceAll('PREFIX', work).replaceAll('PORT', String(port)));
        return [existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx', '-p', work, '-c', file];
      }
      return ['python3', join(programs, 'python/front.py'), String(port), one.kind, work];
  }
};

/** A port of this machine that nobody listens on. */
export const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});
