// Search in the reader's own browser, in the index made when the edition was published.
(() => {
  const skjema = document.querySelector("[data-sokeskjema]");
  if (!skjema) return;
  const VIS = 60;
  const rot = document.documentElement.dataset.rot;
  const treffliste = document.querySelector("[data-treff]");
  const teller = document.querySelector("[data-soketeller]");
  const register = document.querySelector("[data-register]");
  const felt = skjema.querySelector("input");
  // The same folding as rodtraad.kjerne.fold.sokeform: all spellings of a word meet.
  const utenMerker = (t) => t.normalize("NFD").replace(/\p{M}/gu, "");
  const fold = (t) => utenMerker(t.toLowerCase().replaceAll("ß", "ss").replaceAll("aa", "a")
    .replace(/[øæđŧŋ]/g, (b) => ({ "ø": "o", "æ": "ae", "đ": "d", "ŧ": "t", "ŋ": "n" })[b])).replaceAll("aa", "a");
  let indeks = null;
  const hent = async () => {
    indeks ??= await (await fetch(`${rot}sok/indeks.json`)).json();
    return indeks;
  };
  const poeng = (post, ord) => {
    const tittel = fold(post.t);
    let sum = 0;
    for (const o of ord) {
      if (!post.f.includes(o)) return 0;
      sum += tittel.includes(o) ? 10 : 1;
      if (tittel.startsWith(o)) sum += 10;
      if (tittel === ord.join(" ")) sum += 30;
    }
    return sum + (post.s === gettext("Kapittel") ? 2 : 0);
  };
  const merket = (tekst, ord) => {
    const ut = document.createDocumentFragment();
    for (const del of tekst.split(/(\s+)/)) {
      if (del.trim() && ord.some((o) => fold(del).includes(o))) {
        const mark = document.createElement("mark");
        mark.textContent = del;
        ut.append(mark);
      } else ut.append(del);
    }
    return ut;
  };
  const rad = (post, ord) => {
    const li = document.createElement("li");
    const slag = Object.assign(document.createElement("span"), { className: "rt-treffslag", textContent: post.s });
    const lenke = Object.assign(document.createElement("a"), { href: rot + post.a, className: "ds-link" });
    lenke.append(merket(post.t, ord));
    li.append(slag, " ", lenke);
    if (post.u) {
      const tekst = document.createElement("p");
      tekst.append(merket(post.u, ord));
      li.append(tekst);
    }
    if (post.k) li.append(Object.assign(document.createElement("p"), { className: "rt-svak", textContent: post.k }));
    return li;
  };
  const sok = async (sporsmaal) => {
    const ord = fold(sporsmaal).split(/\s+/).filter(Boolean);
    const alle = await hent();
    const funnet = ord.length === 0 ? [] : alle.map((p, nr) => [poeng(p, ord), nr, p]).filter(([p]) => p > 0)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    treffliste.replaceChildren(...funnet.slice(0, VIS).map(([, , p]) => rad(p, ord)));
    treffliste.hidden = funnet.length === 0;
    register.hidden = funnet.length > 0;
    const verdier = { antall: funnet.length, vist: VIS, ord: sporsmaal };
    const fyll = (tekst) => tekst.replace(/\{(\w+)\}/g, (_, navn) => verdier[navn]);
    teller.textContent = ord.length === 0 ? ""
      : funnet.length === 0 ? fyll(gettext("Ingen treff på «{ord}». Nedenfor står alt i rapporten fra A til Å."))
      : funnet.length > VIS ? fyll(gettext("{antall} treff på «{ord}». De {vist} beste vises."))
      : fyll(gettext("{antall} treff på «{ord}»."));
  };
  const start = new URLSearchParams(location.search).get("q") ?? "";
  felt.value = start;
  const prov = (q) => sok(q).catch(() => { teller.textContent = gettext("Søket kunne ikke hentes. Nedenfor står alt i rapporten fra A til Å."); });
  if (start.trim()) prov(start);
  skjema.addEventListener("submit", (hendelse) => {
    hendelse.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(felt.value)}`);
    prov(felt.value);
  });
})();
