import { flushSync } from 'svelte';
import type { Language } from '../document/report';
import { Quantity } from '../numbers/quantity';
import { en } from '../texts/en';
import { ru } from '../texts/ru';

export type Theme = 'auto' | 'light' | 'dark';
const THEME_KEY = 'leakgate.theme';
const LANGUAGE_KEY = 'leakgate.language';

/** What the reader chose: language and theme. Charts read `painted` to be drawn again when colours change. */
class Reader {
  language = $state<Language>('en');
  theme = $state<Theme>('auto');
  painted = $state(0);
  /** Paper has its own widths, and what measures itself on the screen is not asked again before it is printed. */
  printing = $state(false);
  readonly texts = $derived(this.language === 'ru' ? ru : en);
  readonly quantity = $derived(new Quantity(this.language));

  begin(language: Language | undefined): void {
    const address = new URLSearchParams(location.search);
    const asked = address.get('lang') ?? stored(LANGUAGE_KEY) ?? language ?? navigator.language.slice(0, 2);
    this.language = asked === 'ru' ? 'ru' : 'en';
    const theme = address.get('theme') ?? stored(THEME_KEY);
    this.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
    this.apply();
    for (const query of ['(prefers-color-scheme: dark)', 'print']) {
      matchMedia(query).addEventListener('change', () => this.painted++);
    }
    addEventListener('beforeprint', () => flushSync(() => (this.printing = true)));
    addEventListener('afterprint', () => (this.printing = false));
  }

  switchLanguage(): void {
    this.language = this.language === 'en' ? 'ru' : 'en';
    store(LANGUAGE_KEY, this.language);
    this.apply();
  }

  switchTheme(): void {
    this.theme = this.theme === 'auto' ? 'dark' : this.theme === 'dark' ? 'light' : 'auto';
    store(THEME_KEY, this.theme);
    this.apply();
  }

  private apply(): void {
    document.documentElement.lang = this.language;
    if (this.theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.theme;
    this.painted++;
  }
}

export const reader = new Reader();

// A page from an artifact store or a mail may have no storage; then the choice lasts as long as the page.
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
