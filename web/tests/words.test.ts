import { describe, expect, it } from 'vitest';
import { floorsCsv, samplesCsv } from '../src/document/rawFiles';
import { Growth } from '../src/numbers/growth';
import { plural, Quantity } from '../src/numbers/quantity';
import { placeOf, readPlace } from '../src/state/place';
import { en } from '../src/texts/en';
import { ru } from '../src/texts/ru';
import { block, madeTarget } from './made';

const NBSP = '\u00a0';
const plain = (text: string) => text.replaceAll(NBSP, ' ');

describe('numbers', () => {
  // The same cases as QuantityTests of LeakGate.Reports: the crosshair must not round otherwise than the sentence.
  it.each([
    [0, '0', '0'],
    [3.6299, '3.63', '3,63'],
    [32, '32.0', '32,0'],
    [9.996, '10.0', '10,0'],
    [99.96, '100', '100'],
    [0.34, '0.34', '0,34'],
    [0.0521, '0.052', '0,052'],
    [-2.5, '−2.50', '−2,50'],
    [48000, '48,000', '48 000'],
  ])('%d is %s', (value, english, russian) => {
    expect(plain(new Quantity('en').number(value))).toBe(english);
    expect(plain(new Quantity('ru').number(value))).toBe(russian);
  });

  it.each([
    [37, '37.0 B', '37,0 Б'],
    [112.4, '0.11 KiB', '0,11 КиБ'],
    [6118, '5.97 KiB', '5,97 КиБ'],
    [1023.9 * 1024, '1.00 MiB', '1,00 МиБ'],
    [536870912, '512 MiB', '512 МиБ'],
  ])('%d bytes are %s', (value, english, russian) => {
    expect(plain(new Quantity('en').bytes(value))).toBe(english);
    expect(plain(new Quantity('ru').bytes(value))).toBe(russian);
  });

  // The same cases as GrowthWordsTests of LeakGate.Reports.
  it('are bounds that are rounded up', () => {
    expect(plain(new Growth(new Quantity('en')).bound(268, true))).toBe('≤ 0.27 KiB');
    expect(plain(new Growth(new Quantity('en')).bound(0.00024, false))).toBe('≤ 0.24/1,000');
    expect(plain(new Growth(new Quantity('en')).bound(0.0003371, false))).toBe('≤ 0.34/1,000');
    expect(plain(new Growth(new Quantity('ru')).bound(0, false))).toBe('≤ 0,000001/1 000');
  });

  it('are growth with what it is counted by', () => {
    const [english, russian] = [new Growth(new Quantity('en')), new Growth(new Quantity('ru'))];
    expect(plain(english.short(3717, true))).toBe('3.63 KiB');
    expect(plain(english.short(0.0075, false))).toBe('7.50/1,000');
    expect(plain(russian.short(0.0075, false))).toBe('7,50/1 000');
    expect(plain(english.short(12, false, true))).toBe('12.0/h');
    expect(plain(russian.bound(1048576, true, true))).toBe('≤ 1,00 МиБ/ч');
  });

  it('are times of two units at most', () => {
    const [english, russian] = [new Quantity('en'), new Quantity('ru')];
    expect(plain(english.duration(71.2))).toBe('71.2 s');
    expect(plain(english.duration(119.97))).toBe('2 min');
    expect(plain(english.duration(125))).toBe('2 min 5 s');
    expect(plain(english.duration(12960))).toBe('3 h 36 min');
    expect(plain(english.duration(86400))).toBe('1 day');
    expect(plain(russian.duration(1184400))).toBe('13 дней 17 ч');
    expect(plain(russian.whole(1234567))).toBe('1 234 567');
    expect(plain(english.time(30))).toBe('30 s');
    expect(plain(english.time(5400))).toBe('1 h 30 min');
  });

  it('have the places that the step of an axis needs', () => {
    expect(new Quantity('en').tick(0.25, 0.25)).toBe('0.25');
    expect(new Quantity('ru').tick(1200, 200)).toBe(`1${NBSP}200`);
  });

  it('agree with a Russian noun', () =>
    expect([1, 2, 5, 11, 21].map((count) => plural(count, 'день', 'дня', 'дней'))).toEqual(['день', 'дня', 'дней', 'дней', 'день']));
});

describe('texts', () => {
  it('are the same set in both languages, and none is left English', () => {
    const leaves = (texts: object, path = ''): [string, unknown][] =>
      Object.entries(texts).flatMap(([key, value]) =>
        value && typeof value === 'object' ? leaves(value, `${path}${key}.`) : [[path + key, value] as [string, unknown]],
      );
    const [english, russian] = [leaves(en), new Map(leaves(ru))];
    expect([...russian.keys()].sort()).toEqual(english.map(([key]) => key).sort());
    const same = english.filter(([key, value]) => typeof value === 'string' && russian.get(key) === value).map(([key]) => key);
    expect(same).toEqual([]);
  });
});

describe('raw data', () => {
  it('is CSV that analyze reads: empty cells are gaps', () => {
    expect(samplesCsv(madeTarget()).split('\n').slice(0, 4)).toEqual([
      'elapsed_s,requests_total,rss_anon_bytes,threads',
      '0,0,1,5',
      '1,100,2,5',
      '2,200,,5',
    ]);
  });

  it('quotes what a spreadsheet would take for something else', () => {
    const hostile = madeTarget({ blocks: [block(1, '=1+1,"x"', 1, 1)] });
    expect(floorsCsv(hostile)).toContain(`"'=1+1,""x"""`);
  });
});

describe('the address', () => {
  const targets = [madeTarget(), { ...madeTarget(), header: { ...madeTarget().header, target: 'a/b <c>' } }];
  it('names a target whatever it is called', () => {
    expect(readPlace(placeOf(1, targets), targets)).toBe(1);
    expect(readPlace('#target-none', targets)).toBeNull();
    expect(readPlace('#findings', targets)).toBeNull();
  });
});
