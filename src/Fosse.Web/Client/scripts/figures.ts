// The figures that the map shows, as the server sends them, and how people say them.
import type { Words } from "./words";

export interface AreaFigure {
  code: string;
  slug: string;
  name: string;
  count: number | null;
  rate: number | null;
  low: number | null;
  high: number | null;
  classIndex: number | null;
  unsure: boolean;
}

export interface Figures {
  kind: string;
  from: string;
  to: string;
  measure: "rate" | "count";
  category: string;
  unit: string;
  breaks: number[];
  areas: AreaFigure[];
  whole: AreaFigure | null;
  held: boolean;
  shaded: number;
  unsure: number;
}

const language = document.documentElement.lang || "en-GB";
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const loose = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const monthNames = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });

export const saidCount = (n: number): string => whole.format(n);
export const saidRate = (n: number): string => tenths.format(n);
export const saidBreak = (n: number): string => loose.format(n);
export const saidMonth = (month: string): string => monthNames.format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`));

/** Fills the blanks of a sentence: "{count} recorded". */
export const filled = (sentence: string, blanks: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank);

/** Whether anything is counted for an area; there may still be no rate, where its residents are not held. */
export const isHeld = (figures: Figures, area: AreaFigure | undefined): area is AreaFigure =>
  figures.held && area !== undefined && area.count !== null;

/** The shade of a class, from 0 to 6, or -1 for the hatching: few classes are spread over all the shades, as the server spreads them
 * in its picture. */
export function shadeOf(figures: Figures, area: AreaFigure | undefined): number {
  if (!isHeld(figures, area) || area.classIndex === null) return -1;
  return shadeOfClass(area.classIndex, figures.breaks.length + 1);
}

export const shadeOfClass = (index: number, classes: number): number => classes < 2 ? 3 : Math.round(index * 6 / (classes - 1));

const asNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const asMonth = (n: number): string => `${Math.floor(n / 12)}-${String(n % 12 + 1).padStart(2, "0")}`;

/** The period of the same length that ends with another month. */
export function periodEnding(to: string, like: { from: string; to: string }): { from: string; to: string } {
  return { from: asMonth(asNumber(to) - (asNumber(like.to) - asNumber(like.from))), to: to.slice(0, 7) };
}

/** "May 2024", or "May 2023 to April 2024" in the page's own words. */
export const saidPeriod = (sentence: string, period: { from: string; to: string }): string =>
  period.from.slice(0, 7) === period.to.slice(0, 7)
    ? saidMonth(period.to)
    : filled(sentence, { from: saidMonth(period.from), to: saidMonth(period.to) });

/** The figure alone, as the server writes it beside an area's name in its picture. */
export function figureOf(figures: Figures, area: AreaFigure | undefined): string | undefined {
  if (!isHeld(figures, area)) return undefined;
  return figures.measure === "count" ? saidCount(area.count ?? 0) : area.rate === null ? undefined : saidRate(area.rate);
}

/** The figure with its unit, for the small label at the pointer. */
export function inShort(figures: Figures, area: AreaFigure | undefined, words: Words): string {
  const figure = figureOf(figures, area);
  return figure === undefined ? words.notHeldKey : filled(words.figure, { figure, unit: figures.unit });
}
