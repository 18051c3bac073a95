// Secrets in the files that git holds, by secretlint's recommended rules.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

// What only looks like a secret, and why.
const known = new Map([['tests/LeakGate.Tests/Load/Imports/HttpFileImportTests.cs: BasicAuth', 'the test of an address with a log-in in it, on example.com']]);

/** Findings in files; from a file of results, since a pipe loses the end of a long answer. */
function lint(files, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'leakgate-secrets-'));
  try {
    const answer = join(folder, 'answer.json');
    const end = spawnSync(
      process.execPath,
      [join(here, 'node_modules/secretlint/bin/secretlint.js'), '--secretlintrc', join(here, '.secretlintrc.json'), '--format', 'json', '--output', answer, ...files],
      { cwd, encoding: 'utf8', timeout: 600_000 },
    );
    if (![0, 1].includes(end.status) || !existsSync(answer)) {
      throw new Error(`secretlint failed (${end.status}): ${(end.stderr || String(end.error)).slice(0, 500)}`);
    }
    return JSON.parse(readFileSync(answer, 'utf8')).flatMap((f) => f.messages.map((m) => ({ path: f.filePath, line: m.loc.start.line, what: m.messageId })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function secrets(out) {
  // The control is put together here, so that this file holds no secret itself.
  const folder = mkdtempSync(join(tmpdir(), 'leakgate-control-'));
  try {
    writeFileSync(join(folder, 'control.txt'), `token=${['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_')}\n`);
    if (lint(['control.txt'], folder).length === 0) {
      return { name: 'secrets', findings: [], gap: 'a made-up token was not found' };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const files = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).stdout.split('\0').filter((f) => f && !/\.(png|gif|ico)$|package-lock\.json$|packages\.lock\.json$/.test(f));
  const found = lint(files, '.')
    .map((m) => ({ ...m, path: m.path.replace(`${process.cwd()}/`, '') }))
    .filter((m) => !known.has(`${m.path}: ${m.what}`))
    .map((m) => `${m.path}:${m.line}: ${m.what}`);
  writeFileSync(join(out, 'secrets.json'), `${JSON.stringify(found, null, 1)}\n`);
  return { name: 'secrets', looked: `${files.length} files`, findings: found };
}
