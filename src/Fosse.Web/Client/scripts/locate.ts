// Asks the browser where it is, when somebody presses the button for it; what it says goes nowhere but into the form.
export function locate(form: HTMLFormElement): void {
  const [offer, said] = [form.querySelector<HTMLElement>("[data-locate]"), form.querySelector<HTMLElement>("[data-said]")];
  const longitude = form.querySelector<HTMLInputElement>("[data-longitude]");
  const latitude = form.querySelector<HTMLInputElement>("[data-latitude]");
  if (!offer || !said || !longitude || !latitude || !("geolocation" in navigator)) return;
  offer.hidden = false;
  offer.querySelector("button")?.addEventListener("click", () => {
    said.textContent = form.dataset["here"] ?? "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        [longitude.value, latitude.value] = [coords.longitude.toFixed(6), coords.latitude.toFixed(6)];
        const from = form.querySelector<HTMLInputElement>("[data-from]");
        if (from) from.value = "here";
        said.textContent = form.dataset["found"] ?? "";
      },
      () => (said.textContent = form.dataset["failed"] ?? ""),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
}
