// Licences of what is shipped (NuGet packages of src, npm packages in the viewer's bundle) and of what only builds and tests.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const free = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'PostgreSQL', 'MS-PL', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'Zlib', 'Python-2.0', 'CC-BY-4.0', 'CC-BY-3.0', 'MPL-2.0', 'MIT-0', 'WTFPL']);
// Fine in tools that are never shipped.
const inTools = new Set([...free, 'Artistic-2.0', 'MIT/X11']);
// Packages that name no licence expression: what their licence file or page says, read by a person.
const read = {
  'Microsoft.Diagnostics.NETCore.Client': 'MIT',
  'Meziantou.Analyzer': 'MIT',
};

const allows = (expression, list) => expression.split(/\s+OR\s+/i).some((part) => part.split(/\s+AND\s+/i).every((word) => list.has(word.replace(/[()]/g, '').trim())));

export function licences(out) {
  const all = [...nugetPackages(), ...['web', 'tests/LeakGate.EndToEnd/Readers', 'scripts/checkers'].flatMap(npmPackages)];
  const rows = all.map((p) => ({ ...p, good: Boolean(p.licence) && allows(p.licence, p.by === 'src' || p.by === 'web' ? free : inTools) }));
  const cell = (text) => `"${String(text).replaceAll('"', '""')}"`;
  writeFileSync(join(out, 'licences.csv'), ['package,version,licence,used by', ...rows.map((r) => [r.name, r.version, r.licence || 'unknown', r.by].map(cell).join(','))].join('\n') + '\n');
  return {
    name: 'licences',
    looked: `${rows.length} packages`,
    findings: rows.filter((r) => !r.good).map((r) => `${r.name} ${r.version} (${r.by}): ${r.licence || 'no licence found'}`),
    gap: rows.length === 0 ? 'nothing is restored: make build' : undefined,
  };
}

function nugetPackages() {
  const found = new Map();
  for (const project of readdirSync('src').map((name) => join('src', name))) {
    const assets = join(project, 'obj', 'project.assets.json');
    if (!existsSync(assets)) {
      continue;
    }
    const { libraries, packageFolders } = JSON.parse(readFileSync(assets, 'utf8'));
    for (const [id, library] of Object.entries(libraries).filter(([, l]) => l.type === 'package')) {
      const [name, version] = id.split('/');
      const folder = Object.keys(packageFolders).map((f) => join(f, library.path)).find(existsSync);
      found.set(id, { name, version, licence: nuspec(folder, name), by: 'src' });
    }
  }
  return [...found.values()];
}

function nuspec(folder, name) {
  const file = folder && readdirSync(folder).find((f) => f.endsWith('.nuspec'));
  if (!file) {
    return read[name];
  }
  const text = readFileSync(join(folder, file), 'utf8');
  const expression = /<license type="expression">([^<]+)</.exec(text)?.[1];
  const url = /<licenseUrl>([^<]+)</.exec(text)?.[1] ?? '';
  const fromFile = /<license type="file">([^<]+)</.exec(text)?.[1];
  return expression ?? read[name] ?? byText(fromFile && join(folder, fromFile)) ?? /licenses\.nuget\.org\/([\w.-]+)/.exec(url)?.[1];
}

function byText(file) {
  const text = file && existsSync(file.replaceAll('\\', '/')) ? readFileSync(file.replaceAll('\\', '/'), 'utf8') : '';
  return /Permission is hereby granted, free of charge/.test(text) ? 'MIT' : /Apache License\s+Version 2\.0/.test(text) ? 'Apache-2.0' : undefined;
}

function npmPackages(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, p]) => path && !p.link && (!p.optional || existsSync(join(folder, path))))
    .map(([path, p]) => ({ name: path.replace(/^.*node_modules\//, ''), version: p.version, licence: p.license ?? installed(join(folder, path)), by: folder }));
}

function installed(folder) {
  const file = join(folder, 'package.json');
  const licence = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).license : undefined;
  return typeof licence === 'string' ? licence : licence?.type;
}
