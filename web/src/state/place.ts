import type { TargetDocument } from '../document/report';

/** The part of the address that names the target that is shown; it can be linked to. */
const PREFIX = '#target-';

export function placeOf(index: number | null, targets: readonly TargetDocument[]): string {
  return index === null ? '' : PREFIX + encodeURIComponent(targets[index]?.header.target ?? '');
}

/** Place of the named target; null: the first page. */
export function readPlace(hash: string, targets: readonly TargetDocument[]): number | null {
  if (!hash.startsWith(PREFIX)) return null;
  const at = targets.findIndex((_, index) => placeOf(index, targets) === hash);
  return at < 0 ? null : at;
}

export function writePlace(hash: string): void {
  history.replaceState(null, '', hash || location.pathname + location.search);
}
