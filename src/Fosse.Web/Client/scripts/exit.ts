// "Exit this page": clears on the way out, and takes the place of this page in the history. Shift three times does the same.
export function exitAtOnce(form: HTMLFormElement): void {
  const elsewhere = form.dataset["exit"] ?? "/";
  const leave = (): void => {
    document.body.hidden = true; // nobody reads on while the other page loads
    navigator.sendBeacon(form.action, new FormData(form));
    location.replace(elsewhere);
  };
  // Going back must not show the page as the browser remembers it: what was written is gone.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.hidden = true;
    location.reload();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });

  const hint = form.querySelector<HTMLElement>("[data-exit-hint]");
  if (hint) hint.hidden = false;
  let presses = 0;
  let timer = 0;
  document.addEventListener("keyup", (event) => {
    presses = event.key === "Shift" ? presses + 1 : 0;
    clearTimeout(timer);
    timer = window.setTimeout(() => (presses = 0), 5000);
    if (presses >= 3) leave();
  });
}
