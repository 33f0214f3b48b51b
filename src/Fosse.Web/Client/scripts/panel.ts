// What is said of an area, beside the map and at the pointer: the same numbers as in its row of the table.
import { type AreaFigure, type Figures, filled, isHeld, saidCount, saidPeriod, saidRate } from "./figures";
import type { Words } from "./words";

/** The figures of an area in sentences; the page says the same ones without script (MapSayings.cs). */
export function sayings(figures: Figures, area: AreaFigure | undefined, words: Words): string {
  const period = saidPeriod(words.months, figures);
  if (!isHeld(figures, area)) return `${period}. ${words.notHeld}`;
  const count = saidCount(area.count ?? 0);
  const unsure = area.unsure ? ` ${words.unsure}` : "";
  if (figures.measure === "count") return `${filled(words.figure, { figure: count, unit: figures.unit })}. ${period}.${unsure}`;
  if (area.rate === null || area.low === null || area.high === null) return `${period}: ${filled(words.count, { count })}. ${words.noRate}`;
  const interval = filled(words.interval, { low: saidRate(area.low), high: saidRate(area.high) });
  const rate = filled(words.figure, { figure: saidRate(area.rate), unit: figures.unit });
  return `${rate}. ${interval} ${period}: ${filled(words.count, { count })}.${unsure}`;
}

export class Panel {
  readonly #element: HTMLElement;
  readonly #words: Words;

  constructor(map: HTMLElement, words: Words) {
    this.#words = words;
    this.#element = document.getElementById("map-panel")
      ?? map.insertAdjacentElement("afterend", document.createElement("div")) as HTMLElement;
    this.#element.id = "map-panel";
    this.#element.classList.add("fosse-map__panel");
    this.#element.setAttribute("aria-live", "polite");
    this.#element.hidden = false;
  }

  show(figures: Figures, area: AreaFigure | undefined, name: string, address: string): void {
    const title = document.createElement("p");
    title.className = "fosse-map__name";
    title.textContent = name;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = filled(this.#words.open, { name });
    this.#say([title, sayings(figures, area, this.#words), link]);
  }

  failed(): void {
    const line = document.createElement("p");
    line.className = "fosse-map__failed";
    line.textContent = this.#words.failed;
    this.#say([line]);
  }

  rest(): void { this.#say([this.#words.choose]); }

  #say(lines: (string | HTMLElement)[]): void {
    this.#element.replaceChildren(...lines.map((line) => {
      if (typeof line !== "string" && line.tagName === "P") return line;
      const p = document.createElement("p");
      p.append(line);
      return p;
    }));
  }
}
