import { Growth } from '../../numbers/growth';
import { reader } from '../../state/reader.svelte';
import { en } from '../../texts/dashboard.en';
import { ru } from '../../texts/dashboard.ru';

/** The words of the dashboard in the reader's language, and dates as the reader writes them. */
class Words {
  readonly texts = $derived(reader.language === 'ru' ? ru : en);
  private readonly growths = $derived(new Growth(reader.quantity));

  date(moment: string): string {
    return this.moment(moment, { dateStyle: 'medium', timeStyle: 'short' }) + ' UTC';
  }

  day(moment: string): string {
    return this.moment(moment, { dateStyle: 'medium' });
  }

  /** A resource by its name; connections that stand beside those with a server of their own are the other ones, as in the report. */
  resource(name: string, beside: readonly string[]): string {
    return name === 'connections' && beside.some((one) => one.endsWith(' connections'))
      ? this.texts.otherConnections
      : (this.texts.resources[name] ?? name);
  }

  /** The level of a resource, in its unit. */
  level(value: number | null | undefined, bytes: boolean): string {
    return value === null || value === undefined ? '–' : reader.quantity.level(value, bytes);
  }

  /** Growth or margin of a resource, per request or per hour. */
  growth(value: number | null | undefined, bytes: boolean, byTime: boolean): string {
    return value === null || value === undefined ? '–' : this.growths.short(value, bytes, byTime);
  }

  /** Growth that was ruled out. */
  bound(value: number | null | undefined, bytes: boolean, byTime: boolean): string {
    return value === null || value === undefined ? '–' : this.growths.bound(value, bytes, byTime);
  }

  /** The largest difference that is left possible, rounded up as a bound is. */
  within(value: number, figure: string, bytes: boolean, byTime: boolean): string {
    if (figure !== 'level') return this.growths.within(value, bytes, byTime);
    return bytes ? reader.quantity.byteBound(value) : reader.quantity.whole(Math.ceil(value - 1e-9));
  }

  private moment(moment: string, style: Intl.DateTimeFormatOptions): string {
    return new Date(moment).toLocaleString(reader.language === 'ru' ? 'ru-RU' : 'en-GB', { timeZone: 'UTC', ...style });
  }
}

export const words = new Words();

export const isBytes = (resource: string): boolean => resource === 'memory' || resource === 'heap' || resource.endsWith('_bytes');
