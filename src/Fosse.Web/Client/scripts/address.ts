// The address of the page shows the same view again: what is shown stands in its query, where one looks at behind its "#".
export interface Look { zoom: number; latitude: number; longitude: number }

/** Where the address looks; nothing where it shows the whole county. */
export function lookOf(hash: string): Look | undefined {
  const match = /^#at=(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(hash);
  return match ? { zoom: Number(match[1]), latitude: Number(match[2]), longitude: Number(match[3]) } : undefined;
}

/** Writes into the address, and into the link to this view, what has changed. */
export function remember(changes: Record<string, string | undefined>, look?: Look): void {
  const link = document.querySelector<HTMLAnchorElement>("a#map-link");
  // The link names every part of the view, also what the address left open.
  const page = new URL(link?.href ?? location.href);
  page.hash = look ? `at=${look.zoom.toFixed(2)}/${look.latitude.toFixed(4)}/${look.longitude.toFixed(4)}` : location.hash;
  const here = new URL(location.href);
  if (here.searchParams.get("show")) page.searchParams.set("show", here.searchParams.get("show")!);
  for (const [name, value] of Object.entries(changes)) {
    if (value) page.searchParams.set(name, value);
    else page.searchParams.delete(name);
  }
  if (link) link.href = page.href;
  history.replaceState(history.state, "", page);
}
