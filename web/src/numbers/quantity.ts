import type { Language } from '../document/report';

/**
 * Numbers on axes and under the crosshair, by the rules of `Quantity` in LeakGate.Reports: three significant digits and at most two
 * places, binary units. Sentences, cards and tables come worded from there.
 */
export class Quantity {
  private readonly point: string;
  private readonly group: string;
  private readonly units: readonly string[];

  constructor(readonly language: Language) {
    this.point = language === 'ru' ? ',' : '.';
    this.group = language === 'ru' ? '\u00a0' : ',';
    this.units = language === 'ru' ? ['Б', 'КиБ', 'МиБ', 'ГиБ', 'ТиБ', 'ПиБ'] : ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  }

  static powerOf(bytes: number): number {
    const size = Math.abs(bytes);
    let power = size >= 102.4 ? 1 : 0;
    while (power > 0 && size / 1024 ** power >= 999.5 && power < 5) power++;
    return power;
  }

  byteUnit(power: number): string {
    return this.units[power]!;
  }

  fixed(value: number, places: number): string {
    const [whole, fraction] = Math.abs(value).toFixed(places).split('.');
    const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, this.group);
    const text = fraction ? grouped + this.point + fraction : grouped;
    return value < 0 && /[1-9]/.test(text) ? '−' + text : text;
  }

  whole(value: number): string {
    return this.fixed(Math.round(value), 0);
  }

  number(value: number): string {
    if (value === 0) return '0';
    const places = placesOf(value);
    const rounded = Number(value.toFixed(places));
    return this.fixed(rounded, Math.min(places, placesOf(rounded)));
  }

  /** As `number`, but rounded up and never 0: a bound that is printed smaller than it was shown would be a lie. */
  bound(value: number): string {
    const size = Math.max(value, 1e-6);
    const places = placesOf(size);
    const rounded = Math.ceil(size * 10 ** places - 1e-9) / 10 ** places;
    return this.fixed(rounded, Math.min(places, placesOf(rounded)));
  }

  byteBound(value: number): string {
    const power = Quantity.powerOf(value);
    return `${this.bound(value / 1024 ** power)}\u00a0${this.byteUnit(power)}`;
  }

  bytes(value: number): string {
    const power = Quantity.powerOf(value);
    return `${this.number(value / 1024 ** power)}\u00a0${this.byteUnit(power)}`;
  }

  level(value: number, bytes: boolean): string {
    return bytes ? this.bytes(value) : Number.isInteger(value) ? this.whole(value) : this.number(value);
  }

  /** As many places as the step of the axis needs. */
  tick(value: number, step: number): string {
    let places = 0;
    while (places < 6 && Math.abs(step * 10 ** places - Math.round(step * 10 ** places)) > 1e-6 * 10 ** places * step) places++;
    return this.fixed(value, places);
  }

  duration(seconds: number): string {
    const ru = this.language === 'ru';
    const [s, min, h] = ru ? ['с', 'мин', 'ч'] : ['s', 'min', 'h'];
    if (seconds < 119.95) return `${this.fixed(seconds, 1)}\u00a0${s}`;
    const all = Math.round(seconds);
    if (all < 3600) return this.pair(Math.floor(all / 60), min!, all % 60, s!);
    if (all < 86400) return this.pair(Math.floor(all / 3600), h!, Math.floor((all % 3600) / 60), min!);
    const days = Math.floor(all / 86400);
    return this.pair(days, ru ? plural(days, 'день', 'дня', 'дней') : days === 1 ? 'day' : 'days', Math.floor((all % 86400) / 3600), h!);
  }

  /** A time on an axis: `30 s`, `5 min`, `1 h 30 min`. */
  time(seconds: number): string {
    return seconds < 120 && Number.isInteger(seconds)
      ? `${this.whole(seconds)}\u00a0${this.language === 'ru' ? 'с' : 's'}`
      : this.duration(seconds);
  }

  private pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
    const first = `${this.whole(large)}\u00a0${largeUnit}`;
    return small === 0 ? first : `${first}\u00a0${this.whole(small)}\u00a0${smallUnit}`;
  }
}

function placesOf(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 2;
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.01 ? 3 : size >= 0.001 ? 4 : 6;
}

/** 1 запрос, 2 запроса, 5 запросов. */
export function plural(count: number, one: string, few: string, many: string): string {
  const tail = Math.abs(count % 100);
  if (tail >= 11 && tail <= 14) return many;
  return tail % 10 === 1 ? one : tail % 10 >= 2 && tail % 10 <= 4 ? few : many;
}
