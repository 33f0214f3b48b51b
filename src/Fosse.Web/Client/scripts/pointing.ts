// Offers the map on which a place can be pointed at. It is fetched when somebody presses the button for it, and not before.
type Middle = () => [number, number] | undefined;
type Pick = (element: HTMLElement, start: [number, number] | undefined) => Promise<Middle>;

// The place that was typed is where they look first; where it is none or several, the map shows the county.
async function typed(form: HTMLFormElement): Promise<[number, number] | undefined> {
  const address = form.dataset["point"];
  if (!address || !form.querySelector<HTMLInputElement>("[name=place]")?.value.trim()) return undefined;
  const answer = await fetch(address, { method: "POST", body: new FormData(form) }).catch(() => undefined);
  if (answer?.status !== 200) return undefined;
  const { longitude, latitude } = await answer.json() as { longitude: number; latitude: number };
  return [longitude, latitude];
}

export function point(form: HTMLFormElement): void {
  const offer = form.querySelector<HTMLElement>("[data-pick]");
  const [open, take] = [offer?.querySelector<HTMLButtonElement>("[data-open]"), offer?.querySelector<HTMLButtonElement>("[data-take]")];
  const [frame, said] = [offer?.querySelector<HTMLElement>(".fosse-pick"), offer?.querySelector<HTMLElement>("[role=status]")];
  const longitude = form.querySelector<HTMLInputElement>("[data-longitude]");
  const latitude = form.querySelector<HTMLInputElement>("[data-latitude]");
  const from = form.querySelector<HTMLInputElement>("[data-from]");
  if (!offer || !open || !take || !frame || !said || !longitude || !latitude || !from) return;
  offer.hidden = false;
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      const sheet = document.createElement("link");
      [sheet.rel, sheet.href] = ["stylesheet", frame.dataset["sheet"] ?? ""];
      document.head.append(sheet);
      const { pick } = await import(frame.dataset["script"] ?? "") as { pick: Pick };
      for (const shown of offer.querySelectorAll<HTMLElement>("[data-shown]")) shown.hidden = false;
      const middle = await pick(
        frame.querySelector<HTMLElement>(".fosse-pick__map") ?? frame,
        longitude.value && latitude.value ? [Number(longitude.value), Number(latitude.value)] : await typed(form),
      );
      open.hidden = true;
      take.addEventListener("click", () => {
        const place = middle();
        if (place) {
          [longitude.value, latitude.value] = place.map((degrees) => degrees.toFixed(6)) as [string, string];
          from.value = "map";
        }
        said.textContent = form.dataset[place ? "pointed" : "closer"] ?? "";
      });
      frame.querySelector("canvas")?.focus();
    } catch {
      open.disabled = false;
      for (const shown of offer.querySelectorAll<HTMLElement>("[data-shown]")) shown.hidden = true;
      said.textContent = form.dataset["nomap"] ?? "";
    }
  });
}
