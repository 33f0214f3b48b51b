// Puts a map of areas above the table that already says the same. If anything fails, the page stays as the server sent it.
import { AttributionControl, Map as LibreMap, NavigationControl, setWorkerUrl } from "maplibre-gl";
import { lookOf, remember } from "./scripts/address";
import { chooseInDrawing, followDrawing } from "./scripts/drawing";
import { type AreaFigure, type Figures, inShort, shadeOf } from "./scripts/figures";
import { boxOf, spotsOf, towards } from "./scripts/neighbours";
import { type Ground, styleOf } from "./scripts/paint";
import { Panel } from "./scripts/panel";
import { addPatterns } from "./scripts/patterns";
import { followSlider } from "./scripts/period";
import { FigureTable, showLegend } from "./scripts/table";
import { Tip } from "./scripts/tip";
import { wordsOf } from "./scripts/words";

declare const MAP_WORKER: string;
setWorkerUrl(new URL(MAP_WORKER, import.meta.url).href);

// Goes with a movement that a person asked for by other means than the pointer.
const asked = { asked: true };

async function read<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" }, ...(signal && { signal }) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return await answer.json() as T;
}

function boundsOf(areas: GeoJSON.FeatureCollection): [number, number, number, number] {
  const corners = areas.features.flatMap(({ geometry }) => {
    const [w, s, e, n] = boxOf(geometry);
    return [[w, s], [e, n]];
  });
  return boxOf({ type: "MultiPoint", coordinates: corners });
}

async function start(element: HTMLElement): Promise<void> {
  const { areas: areasAddress = "", figures: figuresAddress = "" } = element.dataset;
  const { borders = "", names = "", tiles = "", attribution = "" } = element.dataset;
  const words = wordsOf(element);
  const [areas, first] = await Promise.all([read<GeoJSON.FeatureCollection>(areasAddress), read<Figures>(figuresAddress)]);
  const spots = spotsOf(areas);
  const ground: Ground = { areas, borders, names, tiles, attribution };
  const county = boundsOf(areas);
  const look = lookOf(location.hash);

  const before = [...element.childNodes];
  element.replaceChildren();
  element.classList.add("is-live");
  let map: LibreMap;
  try {
    map = new LibreMap({
      container: element,
      style: styleOf(ground),
      ...look
        ? { center: [look.longitude, look.latitude], zoom: look.zoom }
        : { bounds: county, fitBoundsOptions: { padding: 12 } },
      keyboard: false,
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      attributionControl: false,
      maxZoom: 16,
      minZoom: 6,
      fadeDuration: 0,
      locale: {
        "Map.Title": words.label,
        "NavigationControl.ZoomIn": words.zoomIn,
        "NavigationControl.ZoomOut": words.zoomOut,
        "CooperativeGesturesHandler.WindowsHelpText": words.scroll,
        "CooperativeGesturesHandler.MacHelpText": words.scrollMac,
        "CooperativeGesturesHandler.MobileHelpText": words.touch,
      },
    });
  } catch (problem) {
    element.classList.remove("is-live");
    element.replaceChildren(...before);
    throw problem;
  }
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (attribution) map.addControl(new AttributionControl({ compact: false }), "bottom-right");

  const tip = new Tip(element);
  const list = document.querySelector<HTMLSelectElement>("select#area");
  const panel = new Panel(element, words);
  const table = new FigureTable(document.querySelector<HTMLTableElement>("table#map-table"), element, words);
  let figures = first;
  let byCode = new Map<string, AreaFigure>();
  let chosen: string | undefined;
  let hovered: string | undefined;
  const state = (code: string, what: Record<string, unknown>) => {
    if (map.getSource("areas")) map.setFeatureState({ source: "areas", id: code }, what);
  };

  const paint = () => {
    for (const code of spots.keys()) {
      const area = byCode.get(code);
      state(code, { shade: shadeOf(figures, area), unsure: area?.unsure === true, chosen: code === chosen, hovered: code === hovered });
    }
  };
  // Said by the server of one area in one period, and of no other.
  const change = document.getElementById("map-change");
  const tell = () => {
    if (change) change.hidden = chosen !== change.dataset["code"] || figures.to !== first.to;
    const spot = chosen === undefined ? undefined : spots.get(chosen);
    if (spot) panel.show(figures, byCode.get(spot.code), spot.name, table.address(spot));
    else panel.rest();
  };
  const take = (next: Figures) => {
    figures = next;
    byCode = new Map(next.areas.map((area) => [area.code, area]));
    paint();
    followDrawing(next, words);
  };
  const choose = (code: string | undefined, look = false) => {
    const spot = spots.get(code ?? "");
    if (spot?.code === chosen) return;
    if (chosen !== undefined) state(chosen, { chosen: false });
    chosen = spot?.code;
    if (spot) state(spot.code, { chosen: true });
    table.mark(chosen);
    chooseInDrawing(spot?.slug);
    if (list) list.value = spot?.slug ?? "";
    tell();
    remember({ area: spot?.slug });
    const place: [number, number] | undefined = spot && [spot.x / 0.61, spot.y];
    if (look && place && !map.getBounds().contains(place)) map.easeTo({ center: place }, asked);
  };
  const hover = (code: string | undefined) => {
    if (code === hovered) return;
    if (hovered !== undefined) state(hovered, { hovered: false });
    hovered = code;
    if (code !== undefined) state(code, { hovered: true });
  };

  map.on("styleimagemissing", () => addPatterns(map));
  map.on("style.load", () => { addPatterns(map); take(figures); });
  map.on("idle", () => { element.dataset["state"] = "idle"; });
  // Only a view that a person chose is remembered; the whole county fits itself to every screen.
  let fitted = look === undefined;
  map.on("movestart", () => { element.dataset["state"] = "moving"; });
  map.on("moveend", (event) => {
    if (!event.originalEvent && !("asked" in event)) return;
    fitted = false;
    const { lng, lat } = map.getCenter();
    remember({}, { zoom: map.getZoom(), latitude: lat, longitude: lng });
  });
  map.on("resize", () => { if (fitted) map.fitBounds(county, { padding: 12, animate: false }); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(styleOf(ground), { diff: false }));

  const under = (event: { features?: { properties?: { code?: string } | null }[] }) => event.features?.[0]?.properties?.code;
  map.on("mousemove", "areas", (event) => {
    const code = under(event);
    const spot = spots.get(code ?? "");
    hover(code);
    map.getCanvas().style.cursor = "pointer";
    if (spot) tip.show(spot.name, inShort(figures, byCode.get(spot.code), words), event.point.x, event.point.y);
  });
  map.on("mouseleave", "areas", () => { hover(undefined); tip.hide(); map.getCanvas().style.cursor = ""; });
  map.on("click", "areas", (event) => choose(under(event)));

  // A widget with arrow keys of its own; the table holds the same for whoever prefers to read.
  const canvas = map.getCanvas();
  canvas.setAttribute("role", "application");
  const zoom = (steps: number) => {
    const spot = spots.get(chosen ?? "");
    map.easeTo({ zoom: Math.round(map.getZoom()) + steps, ...spot && { center: [spot.x / 0.61, spot.y] } }, asked);
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(1);
    else if (event.key === "-") zoom(-1);
    else if (event.key === "Escape" && chosen !== undefined) choose(undefined);
    else if (event.key === "Enter" && chosen !== undefined) location.assign(table.address(spots.get(chosen)!));
    else if (event.key.startsWith("Arrow")) {
      const centre = map.getCenter();
      const from = spots.get(chosen ?? "") ?? { code: "", name: "", slug: "", x: centre.lng * 0.61, y: centre.lat };
      const next = towards(event.key, from, spots.values());
      if (next) choose(next.code, true);
    } else return;
    event.preventDefault();
  });
  table.onReached((code) => choose(code, true));
  table.onPointedAt(hover);
  list?.addEventListener("change", () => choose([...spots.values()].find((spot) => spot.slug === list.value)?.code, true));

  showLegend(first, words);
  chosen = spots.get(element.dataset["chosen"] ?? "")?.code;
  byCode = new Map(first.areas.map((area) => [area.code, area]));
  tell();

  followSlider(first, figuresAddress, words, {
    read: (address, signal) => read<Figures>(address, signal),
    arrived: (next) => {
      take(next);
      table.show(next);
      table.mark(chosen);
      showLegend(next, words);
      const gap = document.getElementById("map-gap");
      if (gap) gap.hidden = next.held;
      tell();
    },
    failed: () => panel.failed(),
  });
}

const element = document.getElementById("map");
if (element?.dataset["areas"]) start(element).catch(() => element.classList.remove("is-live"));
