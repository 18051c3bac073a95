import { Quantity } from './quantity';

/**
 * Growth in tables, by the rules of `GrowthWords` in LeakGate.Reports: bytes per request, counts per 1,000 requests, so that both have
 * digits before the point. Growth by time is told with its hour.
 */
export class Growth {
  private readonly quantity: Quantity;

  constructor(quantity: Quantity) {
    this.quantity = quantity;
  }

  /** `3.63 KiB`, `3.20/1,000`, `12.0/h`. */
  short(value: number, bytes: boolean, byTime = false): string {
    return this.tail(bytes ? this.quantity.bytes(value) : this.quantity.number(byTime ? value : value * 1000), bytes, byTime);
  }

  /** What was ruled out, rounded up: `≤ 0.34/1,000`, `≤ 0.27 KiB`. */
  bound(high: number, bytes: boolean, byTime = false): string {
    return '≤\u00a0' + this.within(high, bytes, byTime);
  }

  /** A bound without its sign. */
  within(high: number, bytes: boolean, byTime = false): string {
    return this.tail(bytes ? this.quantity.byteBound(high) : this.quantity.bound(byTime ? high : high * 1000), bytes, byTime);
  }

  private tail(text: string, bytes: boolean, byTime: boolean): string {
    if (byTime) return text + (this.quantity.language === 'ru' ? '/ч' : '/h');
    return bytes ? text : `${text}/${this.quantity.whole(1000)}`;
  }
}
