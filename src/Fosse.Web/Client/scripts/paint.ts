// How the map is painted. Colours come from the style sheet, so that dark mode and forced colours have one place to be decided.
import type { ExpressionSpecification, LayerSpecification, Map as LibreMap, SourceSpecification, StyleSpecification } from "maplibre-gl";

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const held: ExpressionSpecification = [">=", ["coalesce", ["feature-state", "class"], -1], 0];
const chosen: ExpressionSpecification = ["boolean", ["feature-state", "chosen"], false];
const hovered: ExpressionSpecification = ["boolean", ["feature-state", "hovered"], false];

function areaLayers(overTiles: boolean): LayerSpecification[] {
  const ramp = [0, 1, 2, 3, 4, 5, 6].flatMap((i) => [i, colour(`--ramp-${i}`)]);
  const fill = ["match", ["coalesce", ["feature-state", "class"], -1], ...ramp, colour("--mist")] as unknown as ExpressionSpecification;
  return [
    { id: "not-held", type: "fill", source: "areas", paint: { "fill-pattern": "hatch", "fill-opacity": ["case", held, 0, 1] } },
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": fill, "fill-opacity": ["case", held, overTiles ? 0.82 : 1, 0], "fill-antialias": false } },
    { id: "edges", type: "line", source: "areas", paint: { "line-color": colour("--paper"), "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.3, 14, 1.6] } },
  ];
}

// Beneath the areas: land and water. Above them: roads and boundaries, thin, to find one's way by. Names need glyphs, which are not served.
function tileLayers(): { below: LayerSpecification[]; above: LayerSpecification[] } {
  const source = "base";
  const roads: ExpressionSpecification = ["in", ["get", "class"], ["literal", ["motorway", "trunk", "primary", "secondary"]]];
  return {
    below: [
      { id: "land", type: "fill", source, "source-layer": "landcover", paint: { "fill-color": colour("--line"), "fill-opacity": 0.6 } },
    ],
    above: [
      { id: "water", type: "fill", source, "source-layer": "water", paint: { "fill-color": colour("--link"), "fill-opacity": 0.35 } },
      { id: "streets", type: "line", source, "source-layer": "transportation", minzoom: 12, filter: ["!", roads], paint: { "line-color": colour("--edge"), "line-opacity": 0.4, "line-width": 0.8 } },
      { id: "roads", type: "line", source, "source-layer": "transportation", filter: roads, paint: { "line-color": colour("--stone"), "line-opacity": 0.65, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.6, 14, 2.5] } },
      { id: "boundaries", type: "line", source, "source-layer": "boundary", filter: ["<=", ["get", "admin_level"], 8], paint: { "line-color": colour("--ink"), "line-opacity": 0.5, "line-width": 1, "line-dasharray": [4, 2] } },
    ],
  };
}

export function styleOf(areas: GeoJSON.FeatureCollection, tiles: string, attribution: string): StyleSpecification {
  const base = tiles ? tileLayers() : { below: [], above: [] };
  const sources: Record<string, SourceSpecification> = { areas: { type: "geojson", data: areas, promoteId: "code", attribution } };
  if (tiles) sources["base"] = { type: "vector", tiles: [location.origin + tiles], maxzoom: 14 };
  return {
    version: 8,
    sources,
    layers: [
      { id: "paper", type: "background", paint: { "background-color": colour("--mist") } },
      ...base.below, ...areaLayers(tiles !== ""), ...base.above,
      { id: "halo", type: "line", source: "areas", paint: { "line-color": colour("--paper"), "line-width": 7, "line-opacity": ["case", chosen, 1, 0] } },
      { id: "outline", type: "line", source: "areas", paint: { "line-color": colour("--ink"), "line-width": ["case", chosen, 3.5, 2], "line-opacity": ["case", ["any", chosen, hovered], 1, 0] } },
    ],
  };
}

/** Diagonal lines say "not held" where a colour would be mistaken for a low figure. */
export function addHatch(map: LibreMap): void {
  const size = 16;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  pen.fillStyle = colour("--mist");
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = colour("--edge");
  pen.lineWidth = 2;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
    pen.stroke();
  }
  if (map.hasImage("hatch")) map.removeImage("hatch");
  map.addImage("hatch", pen.getImageData(0, 0, size, size), { pixelRatio: 2 });
}
