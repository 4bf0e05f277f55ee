// The palette (Ctrl+K or /), focus on an error summary, and menus that close. Everything works without it.
(() => {
  const palett = document.querySelector("[data-palett]");
  const felt = palett?.querySelector("input");
  const apne = () => { if (palett && !palett.open) { palett.showModal(); felt.focus(); felt.select(); } };
  const skriver = (e) => e.target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k") { e.preventDefault(); apne(); }
    if (e.key === "/" && !skriver(e) && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); apne(); }
    if (e.key === "Escape") document.querySelectorAll("details.rt-nedtrekk[open]").forEach((d) => { d.open = false; d.querySelector("summary").focus(); });
  });
  document.querySelectorAll("[data-apne-palett]").forEach((k) => { k.hidden = false; k.addEventListener("click", apne); });
  document.addEventListener("click", (e) => {
    document.querySelectorAll("details.rt-nedtrekk[open]").forEach((d) => { if (!d.contains(e.target)) d.open = false; });
  });
  palett?.querySelector("[data-lukk-palett]").addEventListener("click", () => palett.close());
  // Enter opens the first of what is shown for just this text; else it is an ordinary search.
  palett?.addEventListener("submit", (e) => {
    const liste = palett.querySelector(".rt-treff");
    if (liste?.dataset.for !== felt.value.trim()) return;
    e.preventDefault();
    liste.querySelector("a").click();
  });
  document.addEventListener("htmx:afterSwap", (e) => {
    if (e.target.id !== "paletttreff") return;
    const antall = palett.querySelectorAll(".rt-treff a").length;
    palett.querySelector("[data-palettsvar]").textContent = antall ? `${antall} treff` : "Ingen treff";
  });
  // A group of the menu that is folded stays folded in this tab.
  const husket = { les: (n) => { try { return sessionStorage.getItem(n); } catch { return null; } }, skriv: (n, v) => { try { sessionStorage.setItem(n, v); } catch { /* not kept */ } } };
  document.querySelectorAll("details[data-husk]").forEach((d) => {
    if (husket.les(d.dataset.husk) === "lukket" && !d.querySelector("[aria-current]")) d.open = false;
    d.addEventListener("toggle", () => husket.skriv(d.dataset.husk, d.open ? "" : "lukket"));
  });
  palett?.addEventListener("keydown", (e) => {
    if (e.key === "Escape") { e.preventDefault(); palett.close(); return; }
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
    const lenker = [...palett.querySelectorAll(".rt-treff a")];
    if (!lenker.length) return;
    e.preventDefault();
    const naa = lenker.indexOf(document.activeElement);
    const neste = e.key === "ArrowDown" ? naa + 1 : naa - 1;
    if (neste < 0) felt.focus(); else lenker[Math.min(neste, lenker.length - 1)].focus();
  });
  document.querySelector("[data-fokus]")?.focus();
  // The rich text editor hides its textarea; its own box gets the field's name, help and fault.
  const navngi = () => document.querySelectorAll(".ProseMirror:not([aria-label])").forEach((boks) => {
    const tekst = boks.closest(".ds-field")?.querySelector("textarea");
    const merke = tekst && document.querySelector(`label[for="${tekst.id}"]`);
    boks.setAttribute("role", "textbox");
    boks.setAttribute("aria-multiline", "true");
    boks.setAttribute("aria-label", merke ? merke.textContent.trim() : "");
    if (tekst?.hasAttribute("aria-describedby")) boks.setAttribute("aria-describedby", tekst.getAttribute("aria-describedby"));
    merke?.addEventListener("click", () => boks.focus());
  });
  if (document.querySelector("[data-django-prose-editor-configurable]")) new MutationObserver(navngi).observe(document.body, { childList: true, subtree: true });
})();
