// What is said beside the map about the chosen area: the same numbers as in its row of the table.
import { type AreaFigure, type Figures, filled, isHeld, saidCount, saidMonth, saidRate } from "./figures";
import type { Words } from "./words";

export class Panel {
  readonly #element: HTMLElement;
  readonly #words: Words;

  constructor(map: HTMLElement, words: Words) {
    this.#words = words;
    this.#element = document.getElementById("map-panel") ?? map.insertAdjacentElement("afterend", document.createElement("div")) as HTMLElement;
    this.#element.id = "map-panel";
    this.#element.classList.add("fosse-map__panel");
    this.#element.setAttribute("aria-live", "polite");
    this.#element.hidden = false;
    this.#say([words.choose]);
  }

  show(figures: Figures, area: AreaFigure | undefined, name: string, address: string): void {
    const period = filled(this.#words.months, { from: saidMonth(figures.from), to: saidMonth(figures.to) });
    const title = document.createElement("p");
    title.className = "fosse-map__name";
    title.textContent = name;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = filled(this.#words.open, { name });
    this.#say([title, isHeld(figures, area) ? this.#figures(figures, area, period) : `${period}. ${this.#words.notHeld}`, link]);
  }

  failed(): void {
    const line = document.createElement("p");
    line.className = "fosse-map__failed";
    line.textContent = this.#words.failed;
    this.#say([line]);
  }

  rest(): void { this.#say([this.#words.choose]); }

  #figures(figures: Figures, area: AreaFigure, period: string): string {
    const count = area.count === null ? "–" : saidCount(area.count);
    const rated = figures.measure === "rate" && area.rate !== null;
    const parts = [filled(this.#words.figure, { figure: rated ? saidRate(area.rate!) : count, unit: figures.unit }) + "."];
    if (rated && area.low !== null && area.high !== null) parts.push(filled(this.#words.interval, { low: saidRate(area.low), high: saidRate(area.high) }));
    parts.push(rated ? `${period}: ${filled(this.#words.count, { count })}.` : `${period}.`);
    return parts.join(" ");
  }

  #say(lines: (string | HTMLElement)[]): void {
    this.#element.replaceChildren(...lines.map((line) => {
      if (typeof line !== "string" && line.tagName === "P") return line;
      const p = document.createElement("p");
      p.append(line);
      return p;
    }));
  }
}
