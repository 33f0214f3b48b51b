// The picture that the server drew stays in the page for paper, so it follows what the map shows.
import { type Figures, figureOf, shadeOf } from "./figures";
import type { Words } from "./words";

const paths = (): SVGPathElement[] => [...document.querySelectorAll<SVGPathElement>(".fosse-map__drawn path[data-area]")];

export function followDrawing(figures: Figures, words: Words): void {
  const bySlug = new Map(figures.areas.map((area) => [area.slug, area]));
  const hatch = document.querySelector(".fosse-map__drawn pattern")?.id;
  for (const path of paths()) {
    const area = bySlug.get(path.dataset["area"] ?? "");
    if (!area) continue;
    const shade = shadeOf(figures, area);
    path.classList.remove(...[...path.classList].filter((name) => name.startsWith("chart-ramp-") || name === "chart-not-held"));
    path.classList.add(shade < 0 ? "chart-not-held" : `chart-ramp-${shade}`);
    if (shade < 0) path.setAttribute("fill", `url(#${hatch})`);
    else path.removeAttribute("fill");
    const title = path.querySelector("title");
    if (title) title.textContent = `${area.name}: ${figureOf(figures, area) ?? words.notHeldKey}`;
  }
}

export function chooseInDrawing(slug: string | undefined): void {
  for (const path of paths()) path.classList.toggle("chart-area-this", path.dataset["area"] === slug);
}
