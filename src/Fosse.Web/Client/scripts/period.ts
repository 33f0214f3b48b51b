// The slider of months: moves the period, asks for its figures, and writes the address so that the link shows the same again.
import { remember } from "./address";
import { type Figures, periodEnding, saidPeriod as said } from "./figures";
import type { Words } from "./words";

interface Follower { read(address: string, signal: AbortSignal): Promise<Figures>; arrived(figures: Figures): void; failed(): void }

const pause = 200;

export function followSlider(first: Figures, figuresAddress: string, words: Words, follower: Follower): void {
  const slider = document.querySelector<HTMLInputElement>("input#map-month");
  if (!slider) return;
  const months = JSON.parse(slider.dataset["months"] ?? "[]") as string[];
  if (months.length < 2) return;

  // The server may send it hidden, because without script it would do nothing.
  slider.hidden = false;
  slider.closest<HTMLElement>("[data-needs-script]")?.removeAttribute("hidden");
  slider.min = "0";
  slider.max = String(months.length - 1);
  slider.step = "1";
  const start = months.findIndex((month) => month.slice(0, 7) === first.to.slice(0, 7));
  slider.value = String(start < 0 ? months.length - 1 : start);

  const form = slider.form;
  const output = form?.querySelector<HTMLOutputElement>(`output[for="${slider.id}"]`);
  let asking: AbortController | undefined;
  let timer = 0;

  const saidPeriod = (period: { from: string; to: string }) => said(words.months, period);
  const write = (period: { from: string; to: string }) => {
    const text = saidPeriod(period);
    slider.setAttribute("aria-valuetext", text);
    if (output) output.textContent = text;
  };
  write(first);

  const ask = async (period: { from: string; to: string }) => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const address = new URL(figuresAddress, location.href);
    address.searchParams.set("from", period.from);
    address.searchParams.set("to", period.to);
    try {
      const figures = await follower.read(address.href, signal);
      if (signal.aborted) return;
      follower.arrived(figures);
      for (const place of document.querySelectorAll("[data-map-period]")) place.textContent = saidPeriod(period);
      for (const name of ["from", "to"] as const) {
        const box = form?.elements.namedItem(name);
        if (box instanceof HTMLSelectElement || box instanceof HTMLInputElement) box.value = period[name];
      }
      // The page takes the same words in its address as the figures do.
      remember(Object.fromEntries([...address.searchParams].filter(([name]) => name !== "v")));
    } catch {
      if (!signal.aborted) follower.failed();
    }
  };

  slider.addEventListener("input", () => {
    const period = periodEnding(months[Number(slider.value)]!, first);
    write(period);
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(period), pause);
  });
}
