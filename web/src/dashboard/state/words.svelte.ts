import { reader } from '../../state/reader.svelte';
import { en } from '../../texts/dashboard.en';
import { ru } from '../../texts/dashboard.ru';

/** The words of the dashboard in the reader's language, and dates as the reader writes them. */
class Words {
  readonly texts = $derived(reader.language === 'ru' ? ru : en);

  date(moment: string): string {
    return (
      new Date(moment).toLocaleString(reader.language === 'ru' ? 'ru-RU' : 'en-GB', {
        timeZone: 'UTC',
        dateStyle: 'medium',
        timeStyle: 'short',
      }) + ' UTC'
    );
  }

  /** Growth, level or margin of a resource, in its unit. */
  amount(value: number | null | undefined, bytes: boolean): string {
    if (value === null || value === undefined) return '–';
    return reader.quantity.level(value, bytes);
  }
}

export const words = new Words();

export const isBytes = (resource: string): boolean => resource === 'memory' || resource === 'heap' || resource.endsWith('_bytes');
