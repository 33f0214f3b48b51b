// The table beneath the map holds the same figures as the map, in the columns the page gave it.
import { type AreaFigure, type Figures, filled, isHeld, saidBreak, saidCount, saidRate } from "./figures";
import type { Words } from "./words";

type Column = "name" | "count" | "rate" | "interval" | "low" | "high";
const usual: Column[] = ["name", "count", "rate", "interval"];

export class FigureTable {
  readonly #body: HTMLTableSectionElement | undefined;
  readonly #columns: Column[];
  readonly #links = new Map<string, string>();
  readonly #limit: number;
  readonly #map: HTMLElement;
  readonly #words: Words;

  constructor(table: HTMLTableElement | null, map: HTMLElement, words: Words) {
    this.#map = map;
    this.#words = words;
    this.#body = table?.tBodies[0];
    const named = [...table?.tHead?.querySelectorAll<HTMLElement>("[data-col]") ?? []].map((th) => th.dataset["col"] as Column);
    this.#columns = named.length > 0 ? named : usual;
    this.#limit = Number(table?.dataset["limit"] ?? Infinity);
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

  onLookedAt(look: (code: string) => void): void {
    const heard = (event: Event) => {
      const code = event.target instanceof Element ? event.target.closest<HTMLElement>("tr[data-code]")?.dataset["code"] : undefined;
      if (code) look(code);
    };
    this.#body?.addEventListener("focusin", heard);
    this.#body?.addEventListener("mouseover", heard);
  }

  mark(code: string | undefined): void {
    for (const row of this.rows()) row.classList.toggle("is-selected", row.dataset["code"] === code);
  }

  show(figures: Figures): void {
    if (!this.#body) return;
    const size = (area: AreaFigure) => isHeld(figures, area) ? (figures.measure === "rate" ? area.rate : area.count) ?? -1 : -1;
    const areas = [...figures.areas].sort((a, b) => size(b) - size(a)).slice(0, this.#limit);
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
      cell.textContent = isHeld(figures, area) ? this.#said(column, area) : this.#words.notHeldKey;
      return cell;
    }));
    return row;
  }

  #said(column: Column, area: AreaFigure): string {
    if (column === "interval") return area.low === null || area.high === null ? "–" : filled(this.#words.range, { low: saidRate(area.low), high: saidRate(area.high) });
    const value = column === "name" ? null : area[column];
    return value === null ? "–" : column === "count" ? saidCount(value) : saidRate(value);
  }
}

/** The key of the map: a colour and the numbers it stands for. */
export function showLegend(list: HTMLElement | null, figures: Figures, words: Words): void {
  if (!list) return;
  const breaks = figures.breaks.map(saidBreak);
  const texts = [...breaks, ""].map((high, i) => {
    const low = breaks[i - 1];
    return low === undefined ? filled(words.under, { high }) : i === breaks.length ? filled(words.over, { low }) : filled(words.between, { low, high });
  });
  const item = (kind: string, text: string) => {
    const line = document.createElement("li");
    const key = document.createElement("span");
    key.className = `fosse-key fosse-key--${kind}`;
    line.append(key, text);
    return line;
  };
  list.replaceChildren(...texts.map((text, i) => item(String(i), text)), item("not-held", words.notHeldKey));
}
