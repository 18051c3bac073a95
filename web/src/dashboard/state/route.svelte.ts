export type PageName = 'now' | 'start' | 'runs' | 'run' | 'compare' | 'trends' | 'targets' | 'settings' | 'nowhere';

export interface Route {
  page: PageName;
  run: string;
  target: string;
  search: URLSearchParams;
}

const PAGES: PageName[] = ['start', 'runs', 'compare', 'trends', 'targets', 'settings'];

/** A part of an address; one that is no text is shown as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Which page an address names. */
export function routeOf(path: string, search: string): Route {
  const [first = '', second = '', third = '', ...more] = path.split('/').filter(Boolean).map(decoded);
  const page =
    more.length > 0
      ? 'nowhere'
      : first === 'runs' && second
        ? 'run'
        : second
          ? 'nowhere'
          : first
            ? (PAGES.find((name) => name === first) ?? 'nowhere')
            : 'now';
  return { page, run: page === 'run' ? second : '', target: page === 'run' ? third : '', search: new URLSearchParams(search) };
}

class Router {
  now = $state.raw<Route>(routeOf(location.pathname, location.search));

  constructor() {
    addEventListener('popstate', () => this.read());
  }

  go(address: string): void {
    history.pushState(null, '', address);
    this.read();
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }

  /** Filters stand in the address, without a step back for each letter. */
  replace(address: string): void {
    history.replaceState(null, '', address);
    this.read();
  }

  private read(): void {
    this.now = routeOf(location.pathname, location.search);
  }
}

export const router = new Router();

/** Links of these pages don't load the page again. */
export function followLink(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a[href^="/"]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const address = link.getAttribute('href')!;
  if (address.startsWith('/api/') || link.hasAttribute('download') || link.hasAttribute('target')) return;
  event.preventDefault();
  router.go(address);
}
