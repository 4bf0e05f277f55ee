// Sharing without tracking: the clean address to the clipboard or into a letter. Nothing is sent anywhere.
(() => {
  const ren = () => location.href.replace(/index\.html(?=$|[?#])/, "");
  if (location.protocol.startsWith("http") && ren() !== location.href) history.replaceState(null, "", ren());
  const melding = document.querySelector("[data-melding]");
  const kopier = document.querySelector("[data-kopier]");
  if (kopier && navigator.clipboard) {
    kopier.hidden = false;
    kopier.addEventListener("click", async () => {
      await navigator.clipboard.writeText(ren());
      if (melding) melding.textContent = gettext("Adressen er kopiert.");
      const tekst = kopier.textContent;
      kopier.textContent = gettext("Adressen er kopiert");
      setTimeout(() => { kopier.textContent = tekst; }, 2500);
    });
  }
  const brev = document.querySelector("[data-epost]");
  if (brev) brev.href = `mailto:?subject=${encodeURIComponent(document.querySelector("h1").textContent)}&body=${encodeURIComponent(ren())}`;
  const valg = document.querySelector("[data-drillvalg]");
  if (valg) {
    valg.hidden = false;
    valg.querySelector("[data-lukk-alle]").addEventListener("click", () => {
      document.querySelectorAll(".rt-drill[open]").forEach((d) => { d.open = false; });
    });
  }
})();
