// Light or dark, as the reader chooses; without a choice the system decides.
(() => {
  const rot = document.documentElement;
  const lager = { les: () => { try { return localStorage.getItem("rt-visning"); } catch { return null; } },
    skriv: (v) => { try { localStorage.setItem("rt-visning", v); } catch { /* private window: the choice lasts the page */ } } };
  const valgt = lager.les();
  if (valgt === "light" || valgt === "dark") rot.dataset.colorScheme = valgt;
  const erMork = () => rot.dataset.colorScheme === "dark"
    || (rot.dataset.colorScheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  const knapp = document.querySelector("[data-temaknapp]");
  if (!knapp) return;
  const merk = () => { knapp.textContent = erMork() ? gettext("Lys visning") : gettext("Mørk visning"); };
  knapp.hidden = false;
  merk();
  knapp.addEventListener("click", () => {
    rot.dataset.colorScheme = erMork() ? "light" : "dark";
    lager.skriv(rot.dataset.colorScheme);
    merk();
  });
})();
