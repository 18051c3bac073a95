// GitHub's own checker of workflows and actions: schema, expressions, inputs. And what this repository asks of its own.
import { readFileSync } from 'node:fs';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';

/** Problems of a workflow or an action, as text. */
export async function github(path) {
  const text = readFileSync(path, 'utf8');
  const document = TextDocument.create(`file:///${path}`, 'yaml', 0, text);
  const found = (await validate(document)).map((d) => `${path}:${d.range.start.line + 1}: ${d.message}`);
  const read = parse(text);
  const steps = stepsOf(read);
  text.split('\n').forEach((line, i) => {
    const used = /^\s*(?:- )?uses:\s*(\S+)(.*)$/.exec(line);
    if (used && !used[1].startsWith('./') && !(/@[0-9a-f]{40}$/.test(used[1]) && /^ # v\d+\.\d+\.\d+$/.test(used[2]))) {
      found.push(`${path}:${i + 1}: an action is pinned by its commit, with its version behind: owner/name@COMMIT # vX.Y.Z`);
    }
  });
  for (const [name, step] of steps.filter(([, s]) => /\$\{\{/.test(s.run ?? ''))) {
    found.push(`${path}: ${name}: an expression in a shell command would be read as code; pass it by env`);
  }
  if (read.jobs) {
    if (!read.permissions) {
      found.push(`${path}: permissions must be named`);
    }
    for (const [name, job] of Object.entries(read.jobs)) {
      if (!job.uses && !job['timeout-minutes']) {
        found.push(`${path}: ${name}: a job needs timeout-minutes`);
      }
    }
  }
  return found;
}

/** Shell commands of a workflow or an action: what they are called, and their text. */
export function githubShell(path) {
  return stepsOf(parse(readFileSync(path, 'utf8')))
    .filter(([, step]) => step.run)
    .map(([name, step]) => ({ name: `${path}: ${name}`, text: step.run, shell: step.shell ?? 'bash' }));
}

function stepsOf(read) {
  const named = (place, steps) => (steps ?? []).map((s, i) => [`${place}: ${s.name ?? s.uses ?? `step ${i + 1}`}`, s]);
  return read.runs ? named('runs', read.runs.steps) : Object.entries(read.jobs).flatMap(([name, job]) => named(name, job.steps));
}
