// How the map is painted. Colours come from the style sheet, so that dark mode and forced colours have one place to be decided.
import { closeNames, streetLayers } from "./streets";
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";

export interface Ground {
  areas: GeoJSON.FeatureCollection; borders: string; names: string; tiles: string; attribution: string;
  /** The streets themselves are looked at, and not what lies beneath them. */
  streets?: boolean;
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const shade: ExpressionSpecification = ["coalesce", ["feature-state", "shade"], -1];
const held: ExpressionSpecification = [">=", shade, 0];
const is = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];
const byZoom = (...stops: number[]): ExpressionSpecification =>
  ["interpolate", ["linear"], ["zoom"], ...stops] as unknown as ExpressionSpecification;

// The shades are never seen through: mixed with what lies beneath they would be other shades than the key's.
function areaLayers(): LayerSpecification[] {
  const ramp = [0, 1, 2, 3, 4, 5, 6].flatMap((i) => [i, colour(`--ramp-${i}`)]);
  const fill = ["match", shade, ...ramp, colour("--mist")] as unknown as ExpressionSpecification;
  return [
    { id: "not-held", type: "fill", source: "areas", paint: { "fill-pattern": "hatch", "fill-opacity": ["case", held, 0, 1] } },
    {
      id: "areas",
      type: "fill",
      source: "areas",
      paint: { "fill-color": fill, "fill-opacity": ["case", held, 1, 0], "fill-antialias": false },
    },
    {
      id: "unsure",
      type: "fill",
      source: "areas",
      paint: { "fill-pattern": "dots", "fill-opacity": ["case", ["all", held, is("unsure")], 1, 0] },
    },
    {
      id: "edges",
      type: "line",
      source: "areas",
      paint: { "line-color": colour("--paper"), "line-width": byZoom(8, 0.25, 10, 0.6, 14, 1.8) },
    },
  ];
}

// Water and roads lie above the shades, thin, to find one's way by. What the tiles say of boundaries is older than our own outlines.
function tileLayers(): LayerSpecification[] {
  const source = "base";
  const main: ExpressionSpecification = ["in", ["get", "class"], ["literal", ["motorway", "trunk", "primary"]]];
  const middle: ExpressionSpecification = ["in", ["get", "class"], ["literal", ["secondary", "tertiary"]]];
  const lesser = ["minor", "residential", "unclassified", "living_street", "street"];
  const small: ExpressionSpecification = ["in", ["get", "class"], ["literal", lesser]];
  const water = colour("--map-water");
  return [
    { id: "water", type: "fill", source, "source-layer": "water", paint: { "fill-color": water } },
    {
      id: "rivers",
      type: "line",
      source,
      "source-layer": "waterway",
      minzoom: 10,
      filter: ["in", ["get", "class"], ["literal", ["river", "canal"]]],
      paint: { "line-color": water, "line-width": byZoom(10, 0.8, 14, 2.5) },
    },
    {
      id: "streets",
      type: "line",
      source,
      "source-layer": "transportation",
      minzoom: 12.5,
      filter: small,
      paint: { "line-color": colour("--map-road"), "line-opacity": 0.35, "line-width": byZoom(12, 0.5, 16, 2.5) },
    },
    {
      id: "roads-middle",
      type: "line",
      source,
      "source-layer": "transportation",
      minzoom: 10.5,
      filter: middle,
      paint: { "line-color": colour("--map-road"), "line-opacity": 0.5, "line-width": byZoom(10, 0.5, 14, 2) },
    },
    {
      id: "roads-edge",
      type: "line",
      source,
      "source-layer": "transportation",
      minzoom: 10,
      filter: main,
      paint: { "line-color": colour("--map-road-edge"), "line-opacity": 0.5, "line-width": byZoom(10, 1.8, 14, 4) },
    },
    {
      id: "roads",
      type: "line",
      source,
      "source-layer": "transportation",
      filter: main,
      paint: { "line-color": colour("--map-road"), "line-opacity": byZoom(9, 0.7, 11, 1), "line-width": byZoom(8, 0.5, 14, 2.4) },
    },
  ];
}

// No typefaces are fetched: without an address for them the map writes with the page's own. The first name only says how bold.
function nameLayers(overTiles: boolean, close: boolean): LayerSpecification[] {
  const residents: ExpressionSpecification = ["to-number", ["get", "residents"]];
  const halo = { "text-color": colour("--ink"), "text-halo-color": colour("--paper"), "text-halo-width": 2 };
  const font = ["Semibold", "Atkinson Hyperlegible Next"];
  const streets: LayerSpecification = {
    id: "street-names", type: "symbol", source: "base", "source-layer": "transportation_name", minzoom: 13.5,
    layout: {
      "text-field": ["coalesce", ["get", "name"], ["get", "name:latin"], ""],
      "text-font": font,
      "text-size": 13,
      "symbol-placement": "line",
    },
    paint: halo,
  };
  return [
    ...overTiles && close ? closeNames(font, halo) : [],
    ...overTiles ? [streets] : [], // above, for where there is no room for both
    {
      id: "names", type: "symbol", source: "names",
      filter: [">=", residents, ["step", ["zoom"], 6000, 9.5, 3000, 10.7, 1200, 12, 0]],
      layout: {
        "text-field": ["get", "name"], "text-font": font, "text-padding": 4, "text-max-width": 8, "symbol-sort-key": ["-", 0, residents],
        "text-size": ["step", residents, 14, 30000, 16, 150000, 19],
        "text-variable-anchor": ["center", "top", "bottom"],
        "text-radial-offset": 0.3,
      },
      paint: halo,
    },
  ];
}

export function styleOf({ areas, borders, names, tiles, attribution, streets }: Ground): StyleSpecification {
  const sources: Record<string, SourceSpecification> = { areas: { type: "geojson", data: areas, promoteId: "code" } };
  const over: LayerSpecification[] = [];
  if (tiles) {
    sources["base"] = { type: "vector", tiles: [location.origin + tiles], maxzoom: 14, attribution };
    over.push(...streets ? streetLayers() : tileLayers());
  }
  if (borders) {
    sources["borders"] = { type: "geojson", data: location.origin + borders };
    over.push(
      {
        id: "borders-edge",
        type: "line",
        source: "borders",
        layout: { "line-join": "round" },
        paint: { "line-color": colour("--paper"), "line-width": byZoom(8, 2.2, 14, 5) },
      },
      {
        id: "borders",
        type: "line",
        source: "borders",
        layout: { "line-join": "round" },
        paint: { "line-color": colour("--ink"), "line-width": byZoom(8, 0.7, 14, 1.8) },
      },
    );
  }
  if (names) sources["names"] = { type: "geojson", data: location.origin + names };
  return {
    version: 8,
    sources,
    layers: [
      { id: "paper", type: "background", paint: { "background-color": colour("--mist") } },
      ...areaLayers(), ...over,
      {
        id: "halo",
        type: "line",
        source: "areas",
        layout: { "line-join": "round" },
        paint: { "line-color": colour("--focus"), "line-width": 8, "line-opacity": ["case", is("chosen"), 1, 0] },
      },
      {
        id: "outline",
        type: "line",
        source: "areas",
        layout: { "line-join": "round" },
        paint: {
          "line-color": colour("--ink"),
          "line-width": ["case", is("chosen"), 3, 2],
          "line-opacity": ["case", ["any", is("chosen"), is("hovered")], 1, 0],
        },
      },
      ...names ? nameLayers(tiles !== "", streets === true) : [],
    ],
  };
}

