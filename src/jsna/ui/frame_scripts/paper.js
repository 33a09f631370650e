// A page on paper: the button waits until charts and maps have drawn themselves as wide as the sheet. Printed in another way,
// whatever is still wider is made smaller as a whole. The address of the view stands at the foot.
(() => {
  if (window.jsnaPaper) return;
  window.jsnaPaper = true;
  const LONGEST_WAIT = 1500;
  const DRAWN = ".js-plotly-plot, [data-testid='stIFrame'], [data-testid='stCustomComponentV1'] iframe";

  const fit = () => {
    const main = document.querySelector('[data-testid="stMainBlockContainer"]');
    for (const drawn of document.querySelectorAll(DRAWN)) {
      const wide = drawn.getBoundingClientRect().width;
      const room = Math.min(main.clientWidth, parseFloat(getComputedStyle(main).getPropertyValue("--jsna-sheet")));
      if (wide > room + 1) drawn.style.zoom = room / wide;
    }
  };
  const unfit = () => {
    for (const drawn of document.querySelectorAll(DRAWN)) drawn.style.zoom = "";
    document.documentElement.classList.remove("jsna-paper");
  };

  const printed = async (event) => {
    if (!event.target.closest?.("[data-jsna-print]")) return;
    document.documentElement.classList.add("jsna-paper");
    await new Promise((done) => setTimeout(done, LONGEST_WAIT));
    print();
  };

  const writeAddress = () => {
    for (const line of document.querySelectorAll("[data-jsna-address]")) {
      const address = new URL(line.dataset.jsnaAddress, location.href).href;
      if (line.textContent !== address) line.textContent = address;
    }
  };

  new MutationObserver(writeAddress).observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-jsna-address"] });
  addEventListener("beforeprint", fit);
  addEventListener("afterprint", unfit);
  document.addEventListener("click", printed);
})();
