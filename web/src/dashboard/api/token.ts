const KEY = 'leakgate.token';

/** What was signed in with; it lives as long as the tab. */
export const token = {
  read: (): string => sessionStorage.getItem(KEY) ?? '',
  keep: (value: string): void => sessionStorage.setItem(KEY, value),
  forget: (): void => sessionStorage.removeItem(KEY),
};
