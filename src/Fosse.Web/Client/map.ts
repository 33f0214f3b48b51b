// Puts a map of areas above the table that already says the same. If anything fails, the page stays as the server sent it.
import { AttributionControl, Map as LibreMap, NavigationControl, setWorkerUrl } from "maplibre-gl";
import { type AreaFigure, type Figures, isHeld } from "./scripts/figures";
import { boxOf, spotsOf, towards } from "./scripts/neighbours";
import { addHatch, styleOf } from "./scripts/paint";
import { Panel } from "./scripts/panel";
import { followSlider } from "./scripts/period";
import { FigureTable, showLegend } from "./scripts/table";
import { wordsOf } from "./scripts/words";

declare const MAP_WORKER: string;
setWorkerUrl(new URL(MAP_WORKER, import.meta.url).href);

async function read<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" }, ...(signal && { signal }) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return await answer.json() as T;
}

function boundsOf(element: HTMLElement, areas: GeoJSON.FeatureCollection): [number, number, number, number] {
  const given = element.dataset["bounds"]?.split(",").map(Number);
  if (given?.length === 4 && given.every(Number.isFinite)) return given as [number, number, number, number];
  return boxOf({ type: "MultiPoint", coordinates: areas.features.flatMap(({ geometry }) => { const [w, s, e, n] = boxOf(geometry); return [[w, s], [e, n]]; }) });
}

async function start(element: HTMLElement): Promise<void> {
  const { areas: areasAddress = "", figures: figuresAddress = "", tiles = "", attribution = "" } = element.dataset;
  const words = wordsOf(element);
  const [areas, first] = await Promise.all([read<GeoJSON.FeatureCollection>(areasAddress), read<Figures>(figuresAddress)]);
  const spots = spotsOf(areas);

  const before = [...element.childNodes];
  element.replaceChildren();
  element.classList.add("is-live");
  let map: LibreMap;
  try {
    map = new LibreMap({
      container: element, style: styleOf(areas, tiles, attribution), bounds: boundsOf(element, areas), fitBoundsOptions: { padding: 16 },
      hash: true, keyboard: false, cooperativeGestures: true, dragRotate: false, pitchWithRotate: false, attributionControl: false, maxZoom: 17,
      locale: {
        "Map.Title": words.label, "NavigationControl.ZoomIn": words.zoomIn, "NavigationControl.ZoomOut": words.zoomOut,
        "CooperativeGesturesHandler.WindowsHelpText": words.scroll, "CooperativeGesturesHandler.MacHelpText": words.scrollMac, "CooperativeGesturesHandler.MobileHelpText": words.touch,
      },
    });
  } catch (problem) {
    element.classList.remove("is-live");
    element.replaceChildren(...before);
    throw problem;
  }
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new AttributionControl({ compact: false }), "bottom-right");

  const panel = new Panel(element, words);
  const table = new FigureTable(document.querySelector<HTMLTableElement>("table#map-table"), element, words);
  let figures = first;
  let byCode = new Map<string, AreaFigure>();
  let chosen: string | undefined;
  let hovered: string | undefined;
  const state = (code: string, what: Record<string, unknown>) => { if (map.getSource("areas")) map.setFeatureState({ source: "areas", id: code }, what); };

  const paint = () => {
    for (const code of spots.keys()) {
      const area = byCode.get(code);
      state(code, { class: isHeld(figures, area) ? area.classIndex : -1, chosen: code === chosen, hovered: false });
    }
  };
  const tell = () => {
    const spot = chosen === undefined ? undefined : spots.get(chosen);
    if (spot) panel.show(figures, byCode.get(spot.code), spot.name, table.address(spot));
    else panel.rest();
  };
  const take = (next: Figures) => {
    figures = next;
    byCode = new Map(next.areas.map((area) => [area.code, area]));
    paint();
  };
  const choose = (code: string, look = false) => {
    const spot = spots.get(code);
    if (!spot || code === chosen) return;
    if (chosen !== undefined) state(chosen, { chosen: false });
    chosen = code;
    state(code, { chosen: true });
    table.mark(code);
    tell();
    const place: [number, number] = [spot.x / 0.61, spot.y];
    if (look && !map.getBounds().contains(place)) map.easeTo({ center: place });
  };
  const hover = (code: string | undefined) => {
    if (code === hovered) return;
    if (hovered !== undefined) state(hovered, { hovered: false });
    hovered = code;
    if (code !== undefined) state(code, { hovered: true });
  };

  map.on("styleimagemissing", ({ id }) => { if (id === "hatch") addHatch(map); });
  map.on("style.load", () => { addHatch(map); take(figures); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(styleOf(areas, tiles, attribution), { diff: false }));

  const under = (event: { features?: { properties?: { code?: string } | null }[] }) => event.features?.[0]?.properties?.code;
  for (const layer of ["areas"]) {
    map.on("mousemove", layer, (event) => { hover(under(event)); map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { hover(undefined); map.getCanvas().style.cursor = ""; });
    map.on("click", layer, (event) => {
      const code = under(event);
      if (code) choose(code);
    });
  }

  // A widget with arrow keys of its own; the table holds the same for whoever prefers to read.
  const canvas = map.getCanvas();
  canvas.setAttribute("role", "application");
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") map.zoomIn();
    else if (event.key === "-") map.zoomOut();
    else if (event.key === "Enter" && chosen !== undefined) location.assign(table.address(spots.get(chosen)!));
    else if (event.key.startsWith("Arrow")) {
      const centre = map.getCenter();
      const from = spots.get(chosen ?? "") ?? { code: "", name: "", slug: "", x: centre.lng * 0.61, y: centre.lat };
      const next = towards(event.key, from, spots.values());
      if (next) choose(next.code, true);
    } else return;
    event.preventDefault();
  });
  table.onLookedAt((code) => choose(code, true));

  followSlider(first, figuresAddress, words, {
    read: (address, signal) => read<Figures>(address, signal),
    arrived: (next) => {
      take(next);
      table.show(next);
      table.mark(chosen);
      showLegend(document.getElementById("map-legend"), next, words);
      tell();
    },
    failed: () => panel.failed(),
  });
}

const element = document.getElementById("map");
if (element?.dataset["areas"]) start(element).catch(() => element.classList.remove("is-live"));
