// On a phone the menu lies over the page: it closes when a page has been chosen in it, and is closed at each visit,
// although Streamlit keeps whether it was open.
(() => {
  if (window.jsnaMenu) return;
  window.jsnaMenu = true;
  const isOver = matchMedia("(max-width: 48rem)");
  const close = ({ target }) => {
    if (!isOver.matches || !target.closest?.('[data-testid="stSidebarNavLink"]')) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click());
  };
  const keepClosed = () => {
    if (!isOver.matches) return;
    try {
      const kept = Object.keys(localStorage).filter((key) => key.startsWith("stSidebarCollapsed-"));
      for (const key of kept) localStorage.setItem(key, "true");
    } catch {
      // Storage is switched off, so nothing was kept.
    }
  };
  document.addEventListener("click", close, true);
  addEventListener("pagehide", keepClosed);
})();
