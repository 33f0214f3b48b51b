// Brings a part of the page, and what it names beside it, up to date every few seconds, until it no longer asks for it. It ends after a
// while, because a page that goes on asking would keep somebody signed in who has gone away.
const most = 10 * 60 * 1000;

export function again(part: HTMLElement, asked = 0): void {
  const pause = Number(part.dataset["again"]) * 1000;
  if (!(pause > 0) || asked > most) return;
  setTimeout(() => void refresh(part.id, asked + pause), pause);
}

async function refresh(id: string, asked: number): Promise<void> {
  try {
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || answer.redirected) return;
    // The buttons around it have changed too.
    if (!page.getElementById(id)?.dataset["again"]) { location.assign(location.pathname); return; }
    const beside = document.getElementById(id)?.dataset["with"] ?? "";
    for (const name of [id, beside]) replace(document.getElementById(name), page.getElementById(name));
  } catch {
    // The server may be away for a moment.
  }
  const part = document.getElementById(id);
  if (part) again(part, asked);
}

// Not under the hands of whoever is in it.
function replace(old: HTMLElement | null, fresh: HTMLElement | null): void {
  if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
}
