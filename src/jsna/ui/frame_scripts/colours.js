// Light or dark: as the reader's device asks, or as they choose at the foot of a page. Streamlit keeps the choice for each
// address by itself, so it is written for every page.
(() => {
  if (window.jsnaColours) return;
  window.jsnaColours = true;
  const keyOf = (path) => `stActiveTheme-${path}-v2`;
  const chosen = () => {
    try {
      return JSON.parse(localStorage.getItem(keyOf(location.pathname)) ?? '"System"');
    } catch {
      return "System";
    }
  };
  const mark = () => {
    for (const button of document.querySelectorAll("[data-jsna-colours]")) {
      const pressed = String(button.dataset.jsnaColours === chosen());
      if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
    }
  };
  const choose = (event) => {
    const button = event.target.closest?.("[data-jsna-colours]");
    if (!button) return;
    const folder = location.pathname.slice(0, location.pathname.lastIndexOf("/") + 1);
    const pages = ["", ...button.parentElement.dataset.jsnaPages.split(" ")];
    try {
      for (const page of pages) localStorage.setItem(keyOf(folder + page), JSON.stringify(button.dataset.jsnaColours));
    } catch {
      return;
    }
    location.reload();
  };

  new MutationObserver(mark).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", choose);
})();
