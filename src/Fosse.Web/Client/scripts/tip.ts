// The small label at the pointer: an area's name and its figure. Who has no pointer finds both in the panel, so nobody is read them twice.
export class Tip {
  readonly #element = document.createElement("div");
  readonly #within: HTMLElement;

  constructor(within: HTMLElement) {
    this.#within = within;
    this.#element.className = "fosse-map__tip";
    this.#element.setAttribute("aria-hidden", "true");
    this.#element.hidden = true;
    within.append(this.#element);
  }

  show(name: string, figure: string, x: number, y: number): void {
    // A finger would hide it, and leaves no word that it has gone.
    if (!matchMedia("(hover: hover)").matches) return;
    const title = document.createElement("strong");
    title.textContent = name;
    this.#element.replaceChildren(title, figure);
    this.#element.hidden = false;
    const { clientWidth, clientHeight } = this.#within;
    const { offsetWidth, offsetHeight } = this.#element;
    this.#element.style.left = `${Math.max(4, Math.min(x + 14, clientWidth - offsetWidth - 4))}px`;
    this.#element.style.top = `${y + 18 + offsetHeight > clientHeight ? Math.max(4, y - offsetHeight - 10) : y + 18}px`;
  }

  hide(): void { this.#element.hidden = true; }
}
