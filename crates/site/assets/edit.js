// Helps while a record is written. Without it every form works the same, only slower: names are
// looked up when the form is saved, and drafts are kept when a button is pressed.
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const said = document.getElementById("draft-said");
  const WAIT_MS = 250;
  const KEEP_MS = 15000;
  let changed = form.hasAttribute("data-changed");
  let leaving = false;
  let keeping = false;

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !leaving) event.preventDefault();
  });

  // Keeps the draft while somebody writes.
  const keep = async () => {
    if (!changed || leaving || keeping || form.dataset.draft !== "keep") return;
    keeping = true;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "keep");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      const kept = answer.ok ? await answer.json() : null;
      if (kept && kept.stamp) {
        form.elements.namedItem("stamp").value = kept.stamp;
        said.textContent = "Your draft is saved.";
      } else {
        changed = true;
        said.textContent = "Your draft could not be saved just now. Do not close this page; press \"Save the draft\".";
      }
    } catch {
      changed = true;
      said.textContent = "There is no connection, so your draft is not saved. Do not close this page.";
    }
    keeping = false;
  };
  setInterval(keep, KEEP_MS);

  // Looks up records by name as one types; the browser shows what was found under the field.
  form.querySelectorAll("input[data-find]").forEach((field) => {
    const list = document.getElementById(field.getAttribute("list"));
    let asked = "";
    let timer = 0;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const words = field.value.trim();
        if (words.length < 2 || words === asked) return;
        asked = words;
        try {
          const answer = await fetch(`${field.dataset.find}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
          if (!answer.ok || asked !== words) return;
          const found = await answer.json();
          list.replaceChildren(...found.map((one) => {
            const option = document.createElement("option");
            option.value = one.name ? `${one.name} (${one.id})` : one.id;
            return option;
          }));
        } catch { /* The field can still be filled by hand. */ }
      }, WAIT_MS);
    });
  });
})();
