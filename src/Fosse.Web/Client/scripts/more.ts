// A table that is wider than its frame says so above it. Its shadows say it without script.
export function saysMore(frame: HTMLElement, words: string): void {
  const line = document.createElement("p");
  line.className = "fosse-more";
  line.textContent = words;
  line.setAttribute("aria-hidden", "true"); // who listens is told of every column anyway
  line.hidden = true;
  frame.before(line);
  const look = (): void => {
    line.hidden = frame.scrollWidth <= frame.clientWidth + 1;
  };
  new ResizeObserver(look).observe(frame);
  look();
}
