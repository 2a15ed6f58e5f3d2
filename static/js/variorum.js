// What pages do beyond reading. Every page is complete without it.
"use strict";

/** Next and previous change on a comparison: keys n and p. */
function changes() {
  const rows = [...document.querySelectorAll(".row.changed, .row.apart")];
  if (!rows.length) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input[type=search], input[type=text], textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["n", "p"].includes(event.key)) return;
    const shown = rows.filter((row) => row.getClientRects().length);
    const here = shown.indexOf(document.activeElement);
    const step = event.key === "n" ? 1 : -1;
    const next = shown[here < 0 ? (step > 0 ? 0 : shown.length - 1) : (here + step + shown.length) % shown.length];
    if (!next) return;
    next.tabIndex = -1;
    next.focus();
  });
}

/** A button beside each citation that copies it; without a clipboard there is none. */
function copying() {
  const section = document.querySelector(".cite");
  if (!section || !navigator.clipboard) return;
  for (const text of section.querySelectorAll("#cite-text, pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = section.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = section.dataset.copied;
    });
    text.after(button);
  }
}

changes();
copying();
