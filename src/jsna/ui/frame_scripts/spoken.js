// One live region for the whole visit: a screen reader says what changes in it, and says nothing of a region that is
// replaced. Streamlit replaces the page's first sentence, so it is repeated here.
(() => {
  if (window.jsnaSpoken) return;
  window.jsnaSpoken = true;
  const region = document.createElement("div");
  region.className = "jsna-read";
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  document.body.append(region);

  window.jsnaSay = (words) => {
    region.textContent = words;
  };
  let last = "";
  const repeat = () => {
    const said = document.querySelector(".jsna-headline:not([data-jsna-saved], [role], [role] *)")?.textContent;
    if (!said || said === last) return;
    last = said;
    window.jsnaSay(said);
  };
  new MutationObserver(repeat).observe(document.getElementById("root"), { childList: true, characterData: true, subtree: true });
})();
