// Listeners for the whole page. A link to another page of this app opens in place, without reloading the app. If it has
// no query, not even an empty one, it carries the reader's choices along. The foot's button copies its address. "Exit this
// page" forgets what was typed and takes this page's place in the browser's history. What was saved is given the focus.
// What a page is done with is taken out of its address, also in the browser's history. Wide tables say that they scroll.
(() => {
  if (window.jsnaWays) return;
  window.jsnaWays = true;
  const folder = (path) => path.slice(0, path.lastIndexOf("/") + 1);

  const pageOf = (link) => {
    const target = new URL(link.href);
    const isOurs = target.origin === location.origin && folder(target.pathname) === folder(location.pathname);
    return isOurs && !target.hash ? target : null;
  };

  const carry = (target) => {
    const present = new URLSearchParams(location.search);
    const carried = document.querySelector("[data-jsna-carried]")?.dataset.jsnaCarried.split(" ");
    for (const key of carried ?? []) if (present.has(key)) target.searchParams.set(key, present.get(key));
  };

  const open = (event) => {
    const link = event.target.closest?.("a[href]:not([download])");
    const target = link ? pageOf(link) : null;
    if (target === null || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!link.href.includes("?")) carry(target);
    else if (!target.search) target.search = "";
    event.stopPropagation();
    if (target.href !== location.href) {
      history.pushState({}, "", target);
      dispatchEvent(new PopStateEvent("popstate"));
    }
    if ("jsnaStay" in link.dataset) return;
    // This key is the only way for a script to close the menu.
    link.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", keyCode: 27, bubbles: true }));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };

  const copy = async (event) => {
    const button = event.target.closest?.("[data-jsna-copy], [data-jsna-copy-words]");
    if (!button) return;
    const [field, said] = button.parentElement.querySelectorAll("input, [role=status]");
    const { jsnaCopyWords: words, jsnaCopied: copied } = button.dataset;
    const copy = words ?? new URL(button.dataset.jsnaCopy, location.href).href;
    try {
      await navigator.clipboard.writeText(copy);
      said.textContent = copied ?? "Link copied.";
    } catch {
      Object.assign(field, { value: copy.replace("\n", " "), hidden: false });
      field.select();
      said.textContent = words ? "" : "Copy the link from this field.";
    }
  };

  const exit = (event) => {
    const link = event.target.closest?.("[data-jsna-exit]");
    if (!link) return;
    event.preventDefault();
    try {
      sessionStorage.clear();
    } catch {
      // Storage is switched off, so nothing is in it.
    }
    for (const field of document.querySelectorAll("input, textarea")) field.value = "";
    document.body.hidden = true;
    location.replace(link.href);
  };

  // Whoever wants to leave by keyboard does not go through the menu first.
  const toTheExit = (event) => {
    const link = event.key === "Tab" && !event.shiftKey ? document.querySelector("[data-jsna-exit]") : null;
    if (link === null || document.activeElement !== document.body) return;
    event.preventDefault();
    link.focus();
  };

  // What was saved has the focus on the page that follows.
  let said = "";
  const sayWhatWasSaved = () => {
    const line = document.querySelector("[data-jsna-saved]");
    if (line === null || line.dataset.jsnaSaved === said) return;
    said = line.dataset.jsnaSaved;
    line.focus({ preventScroll: true });
    if (line.matches(".jsna-headline")) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    else line.scrollIntoView({ block: "nearest" });
  };

  // A report that was sent is not begun again by a reload or a step back.
  const takeOutOfTheAddress = () => {
    const key = document.querySelector("[data-jsna-done-with]")?.dataset.jsnaDoneWith;
    const target = new URL(location.href);
    if (!key || !target.searchParams.has(key)) return;
    target.searchParams.delete(key);
    history.replaceState(history.state, "", target);
  };

  // A table that is wider than its place is marked, and whether more of it is to the right.
  const measure = (table) => {
    const hidden = table.scrollWidth - table.clientWidth;
    table.toggleAttribute("data-jsna-wide", hidden > 1);
    table.toggleAttribute("data-jsna-more", hidden - table.scrollLeft > 1);
  };
  const sizes = new ResizeObserver((changed) => changed.forEach(({ target }) => measure(target)));
  const measureTables = () => {
    for (const table of document.querySelectorAll(".jsna-table:not([data-jsna-measured])")) {
      table.dataset.jsnaMeasured = "";
      sizes.observe(table);
    }
  };

  const look = () => {
    sayWhatWasSaved();
    takeOutOfTheAddress();
    measureTables();
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("scroll", ({ target }) => target.matches?.(".jsna-table") && measure(target), true);

  document.addEventListener("click", open, true);
  document.addEventListener("click", copy);
  document.addEventListener("click", exit, true);
  document.addEventListener("keydown", toTheExit);
})();
