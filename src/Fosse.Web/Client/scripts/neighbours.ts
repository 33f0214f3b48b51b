// Which area lies above, below or beside another, for choosing by arrow keys.
export interface Spot { code: string; name: string; slug: string; x: number; y: number }

export function spotsOf(areas: GeoJSON.FeatureCollection): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const feature of areas.features) {
    const { code, name, slug } = feature.properties as { code: string; name: string; slug: string };
    const [west, south, east, north] = boxOf(feature.geometry);
    // A degree of longitude is shorter than one of latitude; in an English county by about this much.
    spots.set(code, { code, name, slug, x: (west + east) / 2 * 0.61, y: (south + north) / 2 });
  }
  return spots;
}

export function boxOf(geometry: GeoJSON.Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === "number") {
      const [x, y] = part as [number, number];
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    } else part.forEach(widen);
  };
  if ("coordinates" in geometry) widen(geometry.coordinates);
  return box;
}

const ways: Record<string, [number, number]> = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** The nearest area in the direction of an arrow key; straying sideways counts double. */
export function towards(key: string, from: Spot, spots: Iterable<Spot>): Spot | undefined {
  const way = ways[key];
  if (!way) return undefined;
  let best: Spot | undefined;
  let least = Infinity;
  for (const spot of spots) {
    const ahead = (spot.x - from.x) * way[0] + (spot.y - from.y) * way[1];
    const aside = Math.abs((spot.x - from.x) * way[1]) + Math.abs((spot.y - from.y) * way[0]);
    if (ahead <= 1e-9 || aside > ahead * 2) continue;
    const far = ahead + aside * 2;
    if (far < least) { least = far; best = spot; }
  }
  return best;
}
