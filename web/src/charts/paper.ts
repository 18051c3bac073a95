/** Widths in print, in pixels of CSS: an A4 sheet within the margins of the page. narrow.css lays out the same. */
export const PAPER = { chart: 646, curve: 328, hero: 428 };
