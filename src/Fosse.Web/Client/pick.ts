// A map to point at a place with: the point is the one in the middle, so that fingers, a mouse and the arrow keys all do the same.
import { AttributionControl, Map as LibreMap, NavigationControl, setWorkerUrl } from "maplibre-gl";
import { boxOf } from "./scripts/neighbours";
import { styleOf } from "./scripts/paint";
import { wordsOf } from "./scripts/words";

declare const MAP_WORKER: string;
setWorkerUrl(new URL(MAP_WORKER, import.meta.url).href);

// From here on the names of streets can be read, so a point is meant as it is; further off it is none.
const close = 14;

/** Draws the map into the element. Outlines, names and tiles come from here and from nobody else; which tiles are asked for says what is
 * looked at, so no log of ours has them. */
export async function pick(element: HTMLElement, start: [number, number] | undefined): Promise<() => [number, number] | undefined> {
  const { borders = "", names = "", tiles = "", attribution = "", label = "" } = element.dataset;
  const words = wordsOf(element);
  const outlines = await (await fetch(borders)).json() as GeoJSON.FeatureCollection;
  const corners = outlines.features.flatMap(({ geometry }) => {
    const [w, s, e, n] = boxOf(geometry);
    return [[w, s], [e, n]];
  });
  const county = boxOf({ type: "MultiPoint", coordinates: corners });
  const map = new LibreMap({
    container: element,
    style: styleOf({ areas: { type: "FeatureCollection", features: [] }, borders, names, tiles, attribution, streets: true }),
    ...start ? { center: start, zoom: tiles ? 16 : 12 } : { bounds: county, fitBoundsOptions: { padding: 12 } },
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    maxZoom: tiles ? 18 : 13,
    minZoom: 7,
    fadeDuration: 0,
    cooperativeGestures: true,
    locale: {
      "Map.Title": label,
      "NavigationControl.ZoomIn": words.zoomIn,
      "NavigationControl.ZoomOut": words.zoomOut,
      "CooperativeGesturesHandler.WindowsHelpText": words.scroll,
      "CooperativeGesturesHandler.MacHelpText": words.scrollMac,
      "CooperativeGesturesHandler.MobileHelpText": words.touch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (attribution) map.addControl(new AttributionControl({ compact: false }), "bottom-right");
  map.getCanvas().setAttribute("role", "application");
  map.on("click", (event) => map.easeTo({ center: event.lngLat }));
  if (start) element.dataset["start"] = start.map((degrees) => degrees.toFixed(3)).join(" ");
  map.on("idle", () => { element.dataset["state"] = "idle"; });
  return () => {
    const { lng, lat } = map.getCenter();
    if (!tiles || map.getZoom() >= close) return [lng, lat];
    map.easeTo({ zoom: close + 1 });
    return undefined;
  };
}
