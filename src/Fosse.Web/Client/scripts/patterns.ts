// Patterns, where a colour alone would be mistaken: hatched is "not held", dotted is "so few that chance alone could double it".
import type { Map as LibreMap } from "maplibre-gl";

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function add(map: LibreMap, name: string, size: number, draw: (pen: CanvasRenderingContext2D) => void): void {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  draw(pen);
  if (map.hasImage(name)) map.removeImage(name);
  map.addImage(name, pen.getImageData(0, 0, size, size), { pixelRatio: 2 });
}

export function addPatterns(map: LibreMap): void {
  const size = 16;
  add(map, "hatch", size, (pen) => {
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
  });
  // Ink within paper, so that a dot is seen on the lightest shade and on the darkest.
  add(map, "dots", size, (pen) => {
    for (const [radius, ink] of [[2.6, "--paper"], [1.5, "--ink"]] as const) {
      pen.fillStyle = colour(ink);
      pen.beginPath();
      pen.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
      pen.fill();
    }
  });
}
