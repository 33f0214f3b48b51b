// The sentences the map says: the page's own (translated) in data-words, these where it has none.
const english = {
  label: "Map of recorded crime. Arrow keys choose an area, Enter opens its page, plus and minus zoom. "
    + "The table below the map holds the same figures.",
  choose: "Point at an area, or choose one, to see its figures.",
  figure: "{figure} {unit}",
  interval: "Chance alone would move this between {low} and {high}.",
  count: "{count} recorded",
  noRate: "The number of residents is not held, so there is no rate.",
  unsure: "So few are counted that chance alone could double the figure.",
  unsureAreas: "In {count} of {all} areas so few are counted that chance alone could double the figure.",
  unsureKey: "dotted: chance alone could double it",
  wide: "wide",
  whole: "{name} as a whole: {figure}.",
  oneArea: "1 area",
  manyAreas: "{count} areas",
  notHeld: "Figures for this area are not held.",
  months: "{from} to {to}",
  failed: "The map could not load these figures, so it and the table show the last ones that came. Try again in a minute.",
  open: "Open {name}",
  under: "under {high}",
  between: "{low} to {high}",
  over: "{low} and over",
  notHeldKey: "not held",
  range: "{low} to {high}",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  scroll: "Hold Ctrl and scroll to zoom the map",
  scrollMac: "Hold ⌘ and scroll to zoom the map",
  touch: "Use two fingers to move the map",
};

export type Words = typeof english;

export function wordsOf(element: HTMLElement): Words {
  try {
    return { ...english, ...JSON.parse(element.dataset["words"] ?? "{}") as Partial<Words> };
  } catch {
    return english;
  }
}
