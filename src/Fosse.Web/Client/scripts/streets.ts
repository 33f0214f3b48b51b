// A street map to point on: houses, paths and every road, where the other map shows areas with a few roads to find one's way by.
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";

const source = "base";
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const byZoom = (...stops: number[]): ExpressionSpecification =>
  ["interpolate", ["exponential", 1.5], ["zoom"], ...stops] as unknown as ExpressionSpecification;
const classes = (...names: string[]): ExpressionSpecification => ["in", ["get", "class"], ["literal", names]];

interface Road { id: string; of: ExpressionSpecification; from: number; widths: number[]; cased: boolean }
const roads: Road[] = [
  { id: "service", of: classes("service"), from: 14, widths: [14, 1, 18, 8], cased: false },
  {
    id: "minor",
    of: classes("minor", "residential", "unclassified", "living_street", "street", "pedestrian"),
    from: 12,
    widths: [12, 0.8, 14, 3, 18, 20],
    cased: true,
  },
  { id: "middle", of: classes("secondary", "tertiary"), from: 10, widths: [10, 0.8, 14, 5, 18, 26], cased: true },
  { id: "main", of: classes("motorway", "trunk", "primary"), from: 6, widths: [8, 1, 14, 6.5, 18, 30], cased: true },
];

function road({ id, of, from, widths }: Road, edge: boolean): LayerSpecification {
  const wide = edge ? widths.map((w, i) => i % 2 ? w + 1.6 : w) : widths;
  return {
    id: `road-${id}${edge ? "-edge" : ""}`, type: "line", source, "source-layer": "transportation", minzoom: from, filter: of,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour(edge ? "--street-edge" : id === "main" ? "--street-main" : "--street"), "line-width": byZoom(...wide) },
  };
}

export function streetLayers(): LayerSpecification[] {
  const green = { type: "fill", source, paint: { "fill-color": colour("--street-green") } } as const;
  const line = { type: "line", source, "source-layer": "transportation" } as const;
  return [
    { ...green, id: "green", "source-layer": "landcover", filter: classes("wood", "grass", "forest") },
    { ...green, id: "parks", "source-layer": "park" },
    { ...green, id: "grounds", "source-layer": "landuse", filter: classes("park", "cemetery", "pitch", "playground", "stadium") },
    { id: "water", type: "fill", source, "source-layer": "water", paint: { "fill-color": colour("--map-water") } },
    {
      id: "rivers", type: "line", source, "source-layer": "waterway", minzoom: 10,
      paint: { "line-color": colour("--map-water"), "line-width": byZoom(10, 0.8, 14, 2, 18, 8) },
    },
    {
      id: "buildings", type: "fill", source, "source-layer": "building", minzoom: 13.5,
      paint: { "fill-color": colour("--street-building") },
    },
    {
      ...line, id: "paths", minzoom: 14, filter: classes("path", "track", "footway", "cycleway"),
      paint: { "line-color": colour("--street-path"), "line-width": byZoom(14, 0.8, 18, 3), "line-dasharray": [2, 2] },
    },
    {
      ...line, id: "rails", filter: classes("rail"),
      paint: { "line-color": colour("--street-path"), "line-width": byZoom(10, 0.6, 18, 3) },
    },
    ...roads.filter((r) => r.cased).map((r) => road(r, true)),
    ...roads.map((r) => road(r, false)),
  ];
}

/** What stands between the streets, once there is room: who points knows a school or a shop better than a street. */
export function closeNames(font: string[], halo: Record<string, string | number>): LayerSpecification[] {
  const name: ExpressionSpecification = ["coalesce", ["get", "name"], ["get", "name:latin"], ""];
  return [
    {
      id: "landmarks", type: "symbol", source, "source-layer": "poi", minzoom: 15.5,
      filter: ["!=", name, ""],
      layout: {
        "text-field": name, "text-font": font, "text-size": 12, "text-max-width": 8, "text-padding": 6,
        "symbol-sort-key": ["to-number", ["get", "rank"], 99],
      },
      paint: { ...halo, "text-color": colour("--stone") },
    },
    {
      id: "house-numbers", type: "symbol", source, "source-layer": "housenumber", minzoom: 17,
      layout: { "text-field": ["get", "housenumber"], "text-font": font, "text-size": 12, "text-padding": 2 },
      paint: { ...halo, "text-color": colour("--stone") },
    },
  ];
}
