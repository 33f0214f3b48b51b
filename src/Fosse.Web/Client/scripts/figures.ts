// The figures that the map shows, as the server sends them, and how people say them.
export interface AreaFigure { code: string; slug: string; name: string; count: number | null; rate: number | null; low: number | null; high: number | null; classIndex: number | null }
export interface Figures { kind: string; from: string; to: string; measure: "rate" | "count"; category: string; unit: string; breaks: number[]; areas: AreaFigure[]; held: boolean }

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

export const isHeld = (figures: Figures, area: AreaFigure | undefined): area is AreaFigure =>
  figures.held && area !== undefined && area.classIndex !== null && area.classIndex >= 0;

const asNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const asMonth = (n: number): string => `${Math.floor(n / 12)}-${String(n % 12 + 1).padStart(2, "0")}`;

/** The period of the same length that ends with another month. */
export function periodEnding(to: string, like: { from: string; to: string }): { from: string; to: string } {
  return { from: asMonth(asNumber(to) - (asNumber(like.to) - asNumber(like.from))), to: to.slice(0, 7) };
}
