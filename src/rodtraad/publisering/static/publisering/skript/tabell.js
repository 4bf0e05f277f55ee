// Sortable tables: a button in each header, aria-sort, sums stay last in their group.
(() => {
  const tall = (celle) => {
    const tekst = celle.textContent.replace(/[\s\u202f\u00a0]/g, "").replace("\u2212", "-").replace(",", ".");
    return tekst === "" || celle.classList.contains("mangler") || Number.isNaN(Number(tekst)) ? null : Number(tekst);
  };
  const ordner = new Intl.Collator("nb", { numeric: true });
  const sammenlign = (nr, erTall, retning) => (a, b) => {
    if (!erTall) return retning * ordner.compare(a.cells[nr].textContent, b.cells[nr].textContent);
    const [x, y] = [tall(a.cells[nr]), tall(b.cells[nr])];
    if (x === null || y === null) return (x === null) - (y === null);
    return retning * (x - y);
  };
  const melding = document.querySelector("[data-melding]");
  for (const tabell of document.querySelectorAll("table[data-sorterbar]")) {
    const opprinnelig = [...tabell.tBodies].map((kropp) => [...kropp.rows]);
    const hoder = [...tabell.tHead.rows[0].cells];
    const sorter = (nr, retning) => {
      opprinnelig.forEach((rader, i) => {
        const fast = (r) => r.classList.contains("rt-gruppe") || r.classList.contains("rt-sum");
        const topp = rader.filter((r) => r.classList.contains("rt-gruppe"));
        const bunn = rader.filter((r) => r.classList.contains("rt-sum"));
        const frie = rader.filter((r) => !fast(r));
        if (retning) frie.sort(sammenlign(nr, hoder[nr].classList.contains("tall"), retning));
        tabell.tBodies[i].append(...topp, ...frie, ...bunn);
      });
    };
    hoder.forEach((hode, nr) => {
      const navn = hode.textContent;
      const knapp = document.createElement("button");
      knapp.type = "button";
      knapp.append(...hode.childNodes);
      hode.append(knapp);
      hode.setAttribute("aria-sort", "none");
      knapp.addEventListener("click", () => {
        const neste = { none: "ascending", ascending: "descending", descending: "none" }[hode.getAttribute("aria-sort")];
        hoder.forEach((h) => h.setAttribute("aria-sort", "none"));
        hode.setAttribute("aria-sort", neste);
        sorter(nr, { ascending: 1, descending: -1, none: 0 }[neste]);
        const ord = { ascending: gettext("stigende"), descending: gettext("synkende"), none: gettext("i rapportens rekkefølge") }[neste];
        if (melding) melding.textContent = gettext("Tabellen er sortert etter {navn}, {ord}.").replace("{navn}", navn).replace("{ord}", ord);
      });
    });
  }
  // A region that does not scroll needs no tab stop.
  const rydd = () => {
    for (const rull of document.querySelectorAll(".rt-rull[tabindex]")) {
      const ruller = rull.scrollWidth > rull.clientWidth + 1 || rull.scrollHeight > rull.clientHeight + 1;
      rull.tabIndex = ruller ? 0 : -1;
    }
  };
  rydd();
  addEventListener("resize", rydd);
  document.addEventListener("toggle", rydd, true);
})();
