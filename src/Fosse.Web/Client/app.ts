// Small comforts. Every page works without them.
import { again } from "./scripts/again";
import { exitAtOnce } from "./scripts/exit";
import { locate } from "./scripts/locate";
import { point } from "./scripts/pointing";
import { saysMore } from "./scripts/more";
import { usePasskey } from "./scripts/passkey";
import { suggestPlaces } from "./scripts/suggest";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggest]")) suggestPlaces(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) usePasskey(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-exit]")) exitAtOnce(form);
for (const part of document.querySelectorAll<HTMLElement>("[data-again]")) again(part);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-where]")) { locate(form); point(form); }

const more = document.body.dataset["more"];
if (more) for (const frame of document.querySelectorAll<HTMLElement>(".fosse-scroll")) saysMore(frame, more);

// Printing needs script, so its button is hidden until there is script.
for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page is the same for everybody and kept for a while, so the day of printing is the reader's to write.
const printed = document.querySelector<HTMLElement>("[data-printed]");
if (printed) {
  const told = (): void => {
    const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "Europe/London" });
    printed.textContent = (printed.dataset["printed"] ?? "").replace("{day}", day);
  };
  told();
  addEventListener("beforeprint", told);
}

// The reader of a refused form begins at what has to be mended.
document.querySelector<HTMLElement>("[data-errors]")?.focus();

// A second press of a button must not send the form twice.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!(button instanceof HTMLElement) || button.dataset["preventDoubleClick"] !== "true") return;
  if (button.dataset["sent"]) event.preventDefault();
  button.dataset["sent"] = "true";
  setTimeout(() => delete button.dataset["sent"], 1500);
});
