// Every pipeline of the repository against its schema and its shell parts by shellcheck. Prints each problem; exit code 1 with any.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { github, githubShell } from './github.mjs';
import { gitlab, gitlabShell } from './gitlab.mjs';

const workflows = readdirSync('.github/workflows').filter((f) => /\.ya?ml$/.test(f)).map((f) => `.github/workflows/${f}`);
const actions = ['action.yml', ...workflows];
const problems = [];

for (const path of actions) {
  problems.push(...(await github(path)));
}
problems.push(...gitlab('.gitlab-ci.yml', 'templates/leakgate.yml'));

const shell = [...actions.flatMap(githubShell), ...['.gitlab-ci.yml', 'templates/leakgate.yml'].flatMap(gitlabShell)];
for (const { name, text, shell: kind } of shell) {
  const end = spawnSync('shellcheck', ['--shell', kind, '--format', 'gcc', '-'], { input: text, encoding: 'utf8' });
  if (end.error) {
    throw new Error('shellcheck is not installed: scripts/install.sh lint');
  }
  problems.push(...end.stdout.split('\n').filter(Boolean).map((line) => `${name}: ${line.replace(/^-:/, 'line ')}`));
}

// No published checker of this file runs without the network: its folders must be there, and hold what is looked for.
const manifests = { npm: 'package.json', nuget: 'Directory.Packages.props', 'github-actions': '.github/workflows' };
for (const update of parse(readFileSync('.github/dependabot.yml', 'utf8')).updates) {
  for (const folder of update.directories ?? [update.directory]) {
    const manifest = manifests[update['package-ecosystem']];
    if (!manifest || !existsSync(`.${folder}/${manifest}`)) {
      problems.push(`.github/dependabot.yml: ${update['package-ecosystem']} in ${folder}: ${manifest ?? 'a kind of package that this check does not know'} is not there`);
    }
  }
}

problems.forEach((p) => console.log(p));
console.log(`${actions.length + 2} pipelines and actions, ${shell.length} shell parts: ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
