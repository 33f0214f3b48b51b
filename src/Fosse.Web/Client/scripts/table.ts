// The table beneath the map holds the same figures as the map, in the columns the page gave it.
import { type AreaFigure, type Figures, filled, isHeld, saidBreak, saidCount, saidRate, shadeOfClass } from "./figures";
import type { Words } from "./words";

type Column = "name" | "count" | "rate" | "interval" | "low" | "high";
const usual: Column[] = ["name", "count", "rate", "interval"];

const rowOf = (event: Event): string | undefined =>
  event.target instanceof Element ? event.target.closest<HTMLElement>("tr[data-code]")?.dataset["code"] : undefined;

export class FigureTable {
  readonly #body: HTMLTableSectionElement | undefined;
  readonly #columns: Column[];
  readonly #links = new Map<string, string>();
  readonly #limit: number;
  readonly #byName: boolean;
  readonly #find: string;
  readonly #map: HTMLElement;
  readonly #words: Words;

  constructor(table: HTMLTableElement | null, map: HTMLElement, words: Words) {
    this.#map = map;
    this.#words = words;
    this.#body = table?.tBodies[0];
    const named = [...table?.tHead?.querySelectorAll<HTMLElement>("[data-col]") ?? []].map((th) => th.dataset["col"] as Column);
    this.#columns = named.length > 0 ? named : usual;
    this.#limit = Number(table?.dataset["limit"] ?? Infinity);
    this.#byName = table?.dataset["sort"] === "name";
    this.#find = (table?.dataset["find"] ?? "").toLowerCase();
    for (const row of this.rows()) {
      const link = row.querySelector("a")?.getAttribute("href");
      if (row.dataset["code"] && link) this.#links.set(row.dataset["code"], link);
    }
  }

  rows(): HTMLTableRowElement[] { return [...this.#body?.rows ?? []]; }

  /** Where an area's page is: as the server wrote it in the table, else after the pattern in data-place. */
  address(area: { code: string; slug: string }): string {
    return this.#links.get(area.code) ?? (this.#map.dataset["place"] ?? "/place/{slug}").replace("{slug}", encodeURIComponent(area.slug));
  }

  onReached(reached: (code: string) => void): void {
    this.#body?.addEventListener("focusin", (event) => {
      const code = rowOf(event);
      if (code) reached(code);
    });
  }

  onPointedAt(pointed: (code: string | undefined) => void): void {
    this.#body?.addEventListener("mouseover", (event) => pointed(rowOf(event)));
    this.#body?.addEventListener("mouseleave", () => pointed(undefined));
  }

  mark(code: string | undefined): void {
    for (const row of this.rows()) row.classList.toggle("is-selected", row.dataset["code"] === code);
  }

  show(figures: Figures): void {
    if (!this.#body) return;
    const size = (area: AreaFigure) => isHeld(figures, area) ? (figures.measure === "rate" ? area.rate : area.count) ?? -1 : -1;
    // The server's order, and it stays so where figures are equal.
    const named = figures.areas.filter((area) => area.name.toLowerCase().includes(this.#find));
    const order = (a: AreaFigure, b: AreaFigure) => this.#byName ? (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : size(b) - size(a);
    const areas = named.sort(order).slice(0, this.#limit);
    this.#body.replaceChildren(...areas.map((area) => this.#row(figures, area)));
  }

  #row(figures: Figures, area: AreaFigure): HTMLTableRowElement {
    const row = document.createElement("tr");
    row.dataset["code"] = area.code;
    row.append(...this.#columns.map((column) => {
      if (column === "name") {
        const head = document.createElement("th");
        head.scope = "row";
        const link = document.createElement("a");
        link.href = this.address(area);
        link.textContent = area.name;
        head.append(link);
        return head;
      }
      const cell = document.createElement("td");
      cell.className = column === "interval" ? "num fosse-ci" : "num";
      cell.textContent = isHeld(figures, area) || column === "interval" ? this.#said(column, area) : this.#words.notHeldKey;
      return cell;
    }));
    return row;
  }

  #said(column: Column, area: AreaFigure): string {
    if (column === "interval") {
      if (area.low === null || area.high === null) return "–";
      const range = filled(this.#words.range, { low: saidRate(area.low), high: saidRate(area.high) });
      return range + (area.unsure ? `, ${this.#words.wide}` : "");
    }
    const value = column === "name" ? null : area[column];
    return value === null ? this.#words.notHeldKey : column === "count" ? saidCount(value) : saidRate(value);
  }
}

/** The key of the map: a shade and the numbers it stands for; what is dotted; and the county as a whole, to hold an area against. */
export function showLegend(figures: Figures, words: Words): void {
  const breaks = figures.breaks.map(saidBreak);
  const texts = breaks.length === 0 ? [] : [...breaks, ""].map((high, i) => {
    const low = breaks[i - 1];
    if (low === undefined) return filled(words.under, { high });
    return i === breaks.length ? filled(words.over, { low }) : filled(words.between, { low, high });
  });
  const item = (kind: string, text: string) => {
    const line = document.createElement("li");
    const key = document.createElement("span");
    key.className = `fosse-key fosse-key--${kind}`;
    line.append(key, text);
    return line;
  };
  const shaded = (text: string, i: number) => {
    const line = item(String(shadeOfClass(i, texts.length)), `${text} `);
    const many = figures.areas.filter((area) => area.classIndex === i).length;
    if (many === 0) return line;
    const said = document.createElement("span");
    said.className = "fosse-map__many";
    said.textContent = many === 1 ? words.oneArea : filled(words.manyAreas, { count: saidCount(many) });
    line.append(said);
    return line;
  };
  const list = document.getElementById("map-legend");
  // Without breaks there is one shade, and the page has said so.
  if (list && texts.length > 0) list.replaceChildren(...texts.map(shaded), item("not-held", words.notHeldKey));
  list?.querySelector(".fosse-key--dotted")?.closest("li")?.remove();
  if (figures.unsure > 0) list?.append(item("dotted", words.unsureKey));

  const unsure = document.getElementById("map-unsure");
  const some = { count: saidCount(figures.unsure), all: saidCount(figures.shaded) };
  if (unsure) unsure.textContent = figures.unsure > 0 ? filled(words.unsureAreas, some) : "";
  const whole = document.getElementById("map-whole");
  if (whole) whole.textContent = figures.whole ? wholeSaid(figures.measure, figures.whole, words) : "";
}

function wholeSaid(measure: Figures["measure"], { name, count, rate }: AreaFigure, words: Words): string {
  if (count === null) return "";
  const figure = measure === "count" ? saidCount(count) : rate === null ? words.notHeldKey : saidRate(rate);
  return filled(words.whole, { name, figure });
}
