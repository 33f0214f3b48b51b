// Brings a part of the page up to date every few seconds, until it no longer asks for it. It ends after a while, because a page that
// goes on asking would keep somebody signed in who has gone away.
const most = 10 * 60 * 1000;

export function again(part: HTMLElement, asked = 0): void {
  const pause = Number(part.dataset["again"]) * 1000;
  if (!(pause > 0) || asked > most) return;
  setTimeout(() => void refresh(part, asked + pause), pause);
}

async function refresh(part: HTMLElement, asked: number): Promise<void> {
  try {
    const answer = await fetch(location.pathname, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    if (!answer.ok || answer.redirected) return;
    // The buttons around it have changed too.
    if (!fresh?.dataset["again"]) { location.assign(location.pathname); return; }
    if (!part.contains(document.activeElement)) { part.replaceWith(fresh); part = fresh; }
  } catch {
    // The server may be away for a moment.
  }
  again(part, asked);
}
