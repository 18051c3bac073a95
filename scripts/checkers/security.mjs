// Vulnerable and deprecated packages, secrets, licences; the report is artifacts/security-reports. Run by scripts/security-scan.sh.
// Exit code 1 with a finding, 3 where a part could not be checked and SECURITY_STRICT is set, else 0. A part that could not be checked is
// said in the first lines and never looks like one that found nothing: whoever is asked about packages is asked about one first of which
// everybody knows.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { licences } from './licences.mjs';
import { npmAudit, nuget } from './packages.mjs';
import { secrets } from './secrets.mjs';

const out = 'artifacts/security-reports';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const parts = [
  ...nuget(out),
  ...['web', 'tests/LeakGate.EndToEnd/Readers', 'scripts/checkers'].map((folder) => npmAudit(out, folder)),
  secrets(out),
  licences(out),
];

// A deprecated package is worth a look and fails nothing.
const findings = parts.flatMap((p) => (p.warnOnly ? [] : p.findings));
const gaps = parts.filter((p) => p.gap);
const lines = [
  '# Security report',
  '',
  ...(gaps.length > 0 ? ['**Not checked:**', '', ...gaps.map((p) => `- ${p.name}: ${p.gap}`), ''] : []),
  '| part | looked at | found |',
  '| --- | --- | --- |',
  ...parts.map((p) => `| ${p.name} | ${p.gap ? 'not checked' : p.looked} | ${p.gap ? '' : p.findings.length || 'nothing'} |`),
  '',
  ...parts.filter((p) => p.findings.length > 0).flatMap((p) => [`## ${p.name}`, '', ...p.findings.map((f) => `- ${f}`), '']),
];
writeFileSync(`${out}/summary.md`, lines.join('\n'));
console.log(lines.slice(2).join('\n'));
console.log(`${findings.length} findings, ${gaps.length} parts not checked; ${out}/summary.md`);
process.exitCode = findings.length > 0 ? 1 : gaps.some((p) => !p.warnOnly) && process.env.SECURITY_STRICT ? 3 : 0;
