// What the package sources know of the packages in use.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Both are known for years: a source that says nothing of them says nothing of any package.
const control = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="10.0.3" />
    <PackageReference Include="WindowsAzure.Storage" Version="9.3.3" />
  </ItemGroup>
</Project>
`;

const run = (program, words, cwd) => spawnSync(program, words, { cwd, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 600_000 });

export function nuget(out) {
  const folder = mkdtempSync(join(tmpdir(), 'leakgate-control-'));
  try {
    writeFileSync(join(folder, 'control.csproj'), control);
    const restored = run('dotnet', ['restore', '-v', 'quiet', '-p:NuGetAudit=false'], folder);
    return [
      { word: '--vulnerable', name: 'vulnerable NuGet packages', of: (p) => (p.vulnerabilities ?? []).map((v) => `${v.severity} ${v.advisoryurl}`) },
      { word: '--deprecated', name: 'deprecated NuGet packages', of: (p) => (p.deprecationReasons ?? []).map(String), warnOnly: true },
    ].map(({ word, name, of, warnOnly }) => {
      const sees = restored.status === 0 && list(['control.csproj'], word, of, folder).findings?.length > 0;
      const found = list(['LeakGate.slnx'], word, of, '.');
      writeFileSync(join(out, `nuget${word.slice(1)}.json`), found.text ?? '');
      return {
        name,
        looked: 'all projects, packages of packages too',
        findings: found.findings ?? [],
        warnOnly,
        gap: found.gap ?? (sees ? undefined : `the package sources tell nothing of a package that is known to be ${word.slice(2)}`),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function list(target, word, of, cwd) {
  const end = run('dotnet', ['list', ...target, 'package', word, '--include-transitive', '--format', 'json'], cwd);
  let read;
  try {
    read = JSON.parse(end.stdout);
  } catch {
    return { gap: `dotnet list package ${word} failed: ${(end.stderr || end.stdout || String(end.error)).trim().slice(0, 300)}` };
  }
  const packages = (read.projects ?? []).flatMap((p) => (p.frameworks ?? []).flatMap((f) => [...(f.topLevelPackages ?? []), ...(f.transitivePackages ?? [])]));
  return { text: end.stdout, findings: [...new Set(packages.flatMap((p) => of(p).map((what) => `${p.id} ${p.resolvedVersion}: ${what}`)))] };
}

export function npmAudit(out, folder) {
  const name = `vulnerable npm packages in ${folder}`;
  const end = run('npm', ['audit', '--json'], folder);
  writeFileSync(join(out, `npm-${folder.replaceAll('/', '-')}.json`), end.stdout ?? '');
  try {
    const read = JSON.parse(end.stdout);
    if (read.vulnerabilities) {
      const findings = Object.values(read.vulnerabilities)
        .filter((v) => ['high', 'critical'].includes(v.severity))
        .map((v) => `${v.name} ${v.range}: ${v.severity}`);
      return { name, looked: `${read.metadata?.dependencies?.total ?? 'all'} packages; high and critical count`, findings };
    }
    return { name, findings: [], gap: `npm audit failed: ${read.message ?? read.error?.summary ?? 'no answer'}`.replace(/ - \w+ https?:\S+/, '') };
  } catch {
    return { name, findings: [], gap: 'npm audit gave no answer' };
  }
}
