import uPlot from 'uplot';
import type { Outcome } from '../document/report';
import { Quantity } from '../numbers/quantity';
import { colour, outcomeColour } from './colours';
import type { CurveRow, StageBand } from './curves';
import { roundScale } from './scale';

/** Room for the numbers of the y axis, the same in all rows so that their time axes stand one under the other. */
export const AXIS_WIDTH = 52;

export interface PlotLook {
  row: CurveRow;
  bands: StageBand[];
  from: number;
  to: number;
  width: number;
  height: number;
  tick: (value: number, step: number) => string;
}

/** One row drawn by uPlot: stages behind, the line, floors as dots, lost readings hatched. */
export class CurvePlot {
  private readonly plot: uPlot;
  private look: PlotLook;

  constructor(place: HTMLElement, look: PlotLook) {
    this.look = look;
    const main = look.row.kind === 'leak';
    const data = this.data();
    this.plot = new uPlot(
      {
        width: look.width,
        height: look.height,
        padding: [6, 6, 4, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, range: () => [this.look.from, this.look.to] }, y: { range: () => this.range() } },
        axes: [
          { show: false },
          {
            size: AXIS_WIDTH,
            gap: 6,
            font: '11px ' + colour('--sans'),
            stroke: () => colour('--ink-3'),
            splits: () => this.ticks(),
            values: (_, values) => values.map((value) => this.look.tick(value, this.step())),
            grid: { stroke: () => colour('--line'), width: 1 },
            ticks: { show: false },
          },
        ],
        series: [
          {},
          {
            stroke: () => this.stroke(),
            width: main ? 1.75 : 1.25,
            points: { show: false },
            spanGaps: false,
            ...(look.row.kind === 'load' ? { fill: () => colour('--stage') } : {}),
          },
        ],
        hooks: { drawClear: [(plot) => this.behind(plot)], draw: [(plot) => this.infront(plot)] },
      },
      data,
      place,
    );
  }

  /** Draws again what changed: the window of time, the size, appended data, colours. */
  update(look: PlotLook): void {
    const resized = look.width !== this.look.width || look.height !== this.look.height;
    const filled = look.row.time !== this.look.row.time || look.row.time.length !== this.plot.data[0].length;
    this.look = look;
    if (resized) this.plot.setSize({ width: look.width, height: look.height });
    if (filled) this.plot.setData(this.data(), true);
    else this.plot.redraw(false, true);
    this.plot.setScale('x', { min: look.from, max: look.to });
  }

  destroy(): void {
    this.plot.destroy();
  }

  private data(): uPlot.AlignedData {
    return [this.look.row.time, this.look.row.values] as uPlot.AlignedData;
  }

  private highest(): number {
    return this.look.row.highest || 1;
  }

  private scale() {
    const { row, height } = this.look;
    const power = row.bytes ? 1024 ** Quantity.powerOf(this.highest()) : 1;
    return {
      power,
      scale: roundScale(0, this.highest() / power, 0, 1, { whole: !row.bytes && row.kind !== 'load', ticks: height > 70 ? 3 : 1 }),
    };
  }

  private range(): [number, number] {
    const { power, scale } = this.scale();
    return [0, scale.high * power];
  }

  private ticks(): number[] {
    const { power, scale } = this.scale();
    return scale.ticks.map((tick) => tick * power);
  }

  private step(): number {
    const { power, scale } = this.scale();
    return scale.step * power;
  }

  private stroke(): string {
    const { row } = this.look;
    return row.kind === 'leak' ? colour('--leak') : row.outcome === 'inconclusive' ? colour('--inc') : colour('--ink-3');
  }

  private behind(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = colour('--stage');
    this.look.bands.forEach((band, i) => {
      if (i % 2 === 0) this.box(plot, band.from, band.to);
    });
    ctx.restore();
    for (const gap of this.look.row.gaps) this.hatch(plot, gap.time, gap.until ?? gap.time, bbox);
  }

  private box(plot: uPlot, from: number, to: number): void {
    const { left, top, width, height } = plot.bbox;
    const a = Math.max(left, plot.valToPos(from, 'x', true));
    const b = Math.min(left + width, plot.valToPos(to, 'x', true));
    if (b > a) plot.ctx.fillRect(a, top, b - a, height);
  }

  private hatch(plot: uPlot, from: number, to: number, box: uPlot.BBox): void {
    const a = Math.max(box.left, plot.valToPos(from, 'x', true));
    const b = Math.min(box.left + box.width, Math.max(a + 3 * devicePixelRatio, plot.valToPos(to, 'x', true)));
    if (b <= a) return;
    const { ctx } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(a, box.top, b - a, box.height);
    ctx.clip();
    ctx.strokeStyle = colour('--hatch');
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    for (let x = a - box.height; x < b; x += 5 * devicePixelRatio) {
      ctx.moveTo(x, box.top + box.height);
      ctx.lineTo(x + box.height, box.top);
    }
    ctx.stroke();
    ctx.restore();
  }

  private infront(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const radius = (this.look.row.kind === 'leak' ? 3 : 2) * devicePixelRatio;
    const outcome: Outcome | null = this.look.row.outcome;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left - radius, bbox.top - radius, bbox.width + 2 * radius, bbox.height + 2 * radius);
    ctx.clip();
    ctx.fillStyle = outcome ? colour(this.look.row.kind === 'folded' ? '--ink-3' : outcomeColour[outcome]) : colour('--ink-3');
    for (const floor of this.look.row.floors) {
      ctx.beginPath();
      ctx.arc(plot.valToPos(floor.time, 'x', true), plot.valToPos(floor.value, 'y', true), radius, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  }
}
