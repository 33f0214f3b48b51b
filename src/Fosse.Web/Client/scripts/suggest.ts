// Suggestions beneath the search box: the combobox pattern of the ARIA Authoring Practices, list autocomplete, nothing chosen by itself.
interface Suggestion { label: string; kind: string; href: string }

const pause = 180;

export function suggestPlaces(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  const address = form.dataset["suggest"];
  if (!input || !address) return;

  const list = document.createElement("ul");
  list.className = "fosse-suggest";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? input.placeholder);
  list.hidden = true;
  const spoken = document.createElement("div");
  spoken.className = "govuk-visually-hidden";
  spoken.setAttribute("role", "status");
  form.append(list, spoken);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let found: Suggestion[] = [];
  let chosen = -1;
  let asking: AbortController | undefined;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  // Beneath some boxes a suggestion is only typed for the reader, and the form does the rest.
  const take = (suggestion: Suggestion) => {
    if (!("fills" in form.dataset)) return location.assign(suggestion.href);
    const place = suggestion.kind.split(", ").slice(1).join(", ");
    input.value = place && !suggestion.label.includes(place) ? `${suggestion.label}, ${place}` : suggestion.label;
    close();
    form.requestSubmit();
  };

  const choose = (index: number) => {
    chosen = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = list.children[index];
    if (!item) return void input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };

  const show = () => {
    list.replaceChildren(...found.map((suggestion, i) => {
      const item = document.createElement("li");
      item.className = "fosse-suggest__item";
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const kind = document.createElement("span");
      kind.className = "fosse-suggest__kind";
      kind.textContent = suggestion.kind;
      item.append(suggestion.label, " ", kind);
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus in the box
      item.addEventListener("click", () => take(suggestion));
      return item;
    }));
    choose(-1);
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    spoken.textContent = found.length > 0 ? (form.dataset["some"] ?? "").replace("{0}", String(found.length)) : form.dataset["none"] ?? "";
  };

  const ask = async () => {
    asking?.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal, headers: { accept: "application/json" } });
      if (!answer.ok) return close();
      const suggestions = await answer.json() as Suggestion[];
      if (signal.aborted || document.activeElement !== input) return;
      found = suggestions.slice(0, 10);
      show();
    } catch {
      if (!signal.aborted) close(); // no suggestions is no loss: the form still searches
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), pause);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return close(); }
    if (list.hidden || found.length === 0) return;
    const last = found.length - 1;
    // An answer that comes late must not take away what is being chosen.
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { clearTimeout(timer); asking?.abort(); }
    if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen === last ? 0 : chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen <= 0 ? last : chosen - 1); }
    else if (event.key === "Enter" && found[chosen]) { event.preventDefault(); take(found[chosen]!); }
    else if (event.key === "Tab") close();
  });
}
