// GitLab's pipeline and component: read whole, with includes and inputs, by gitlab-ci-local, which holds GitLab's schema.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const program = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', 'gitlab-ci-local', 'src', 'index.js');

/** Problems of the pipeline, and of a project that includes the component. */
export function gitlab(pipeline, component) {
  const here = mkdtempSync(join(tmpdir(), 'leakgate-gitlab-'));
  try {
    const found = problems(pipeline, prepare(join(here, 'own'), { '.gitlab-ci.yml': pipeline }));
    const user = join(here, 'user');
    prepare(user, { 'templates/leakgate.yml': component });
    writeFileSync(join(user, '.gitlab-ci.yml'), 'include:\n  - local: templates/leakgate.yml\n    inputs: { profile: full, job-name: leaks, targets: "a b" }\n');
    return [...found, ...problems(component, user)];
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
}

function prepare(folder, files) {
  for (const [name, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(source, join(folder, name));
  }
  return folder;
}

function problems(path, folder) {
  const git = (...words) => spawnSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], { encoding: 'utf8' });
  git('init', '-q', '-b', 'main');
  git('remote', 'add', 'origin', 'https://gitlab.example.com/group/project.git');
  git('add', '.');
  git('commit', '-qm', 'x');
  const end = spawnSync(process.execPath, [program, '--list-all'], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  const said = `${end.stdout}${end.stderr}`.replace(/\u001b\[[0-9;]*m/g, '').trim();
  return end.status === 0 ? [] : [`${path}: ${said || end.error?.message}`];
}

/** Shell commands of the jobs: of one job all that runs in one shell. */
export function gitlabShell(path) {
  const documents = readFileSync(path, 'utf8').split(/^---$/m);
  const read = parse(documents.at(-1));
  const fromSpec = documents.length > 1;
  return Object.entries(read)
    .filter(([, job]) => job?.script)
    .map(([name, job]) => ({
      name: `${path}: ${fromSpec ? 'job' : name}`,
      text: [job.before_script ?? [], job.script].flat(2).join('\n'),
      shell: 'sh',
    }));
}
