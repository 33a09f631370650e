// Tables in the order of their headings. A heading of a table whose rows are all here is a button, and this script puts
// the rows in order. A heading of a longer table is a link: the server puts the whole list in order, and this script
// keeps the focus where it was. Both say what came of it.
(() => {
  if (window.jsnaTables) return;
  window.jsnaTables = true;

  const say = window.jsnaSay;

  const WORDS = ["much lower", "lower", "about the same", "higher", "much higher"];
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const DATE = new RegExp(`^(?:(\\d{1,2}) )?(?:(${MONTHS.join("|")}) )?(\\d{4})(?![\\d,.%])`);
  const NUMBER = /^[^\w+\-−]*([+\-−]?)£?(\d[\d,]*(?:\.\d+)?)/;
  const FEWER = /^[\d,.]+ (?:fewer|less|lower)/;
  const numeral = (text) => Number(text.replaceAll(",", ""));

  // Each way to read a cell as a number: NaN where the cell is not of that kind.
  const date = (text) => {
    const [, day, month, year] = text.match(DATE) ?? [];
    return year ? Number(year) * 10000 + (MONTHS.indexOf(month) + 1) * 100 + Number(day ?? 0) : NaN;
  };
  const number = (text) => {
    const [, sign, digits] = text.match(NUMBER) ?? [];
    if (!digits) return NaN;
    const share = text.match(/\(([\d.,]+)%\)/);
    const size = numeral(share ? share[1] : digits);
    return sign === "-" || sign === "−" || FEWER.test(text) ? -size : size;
  };
  const standing = (text) => {
    const [, way, many, of] = text.match(/(lower|higher) than (\d[\d,]*) of (\d[\d,]*)/) ?? [];
    return way ? ((way === "lower" ? -1 : 1) * numeral(many)) / numeral(of) : NaN;
  };
  const verdict = (text) => {
    const rank = WORDS.findIndex((word) => text === word || text.startsWith(`${word}:`));
    const size = number(text.slice(text.indexOf(":") + 1).trim());
    return rank < 0 ? NaN : rank * 1e9 + (size || 0);
  };
  const KINDS = [date, number, standing, verdict];
  const DIRECTIONS = new Map([
    [null, ["A to Z", "Z to A"]],
    [date, ["earliest first", "latest first"]],
  ]);

  // A column is read in the way that most of its cells can be read; the others, such as what is withheld, come last.
  const readColumn = (texts) => {
    const said = texts.filter((text) => !isNothing(text));
    for (const read of KINDS) {
      const keys = texts.map(read);
      const known = keys.filter((key) => !Number.isNaN(key)).length;
      if (known * 2 > said.length) return { read, keys: keys.map((key) => (Number.isNaN(key) ? null : key)) };
    }
    return { read: null, keys: texts.map((text) => (isNothing(text) ? null : text)) };
  };
  const isNothing = (text) => text === "" || text === "–" || text.startsWith("[");
  const collator = new Intl.Collator("en-GB", { numeric: true });
  const compare = (one, other) => (typeof one === "string" ? collator.compare(one, other) : one - other);

  const rowsOf = (heading) => [...heading.closest("table").tBodies[0].rows];
  const textsOf = (heading) => rowsOf(heading).map((row) => row.cells[heading.cellIndex].textContent.trim());

  const put = (heading, order) => {
    const table = heading.closest("table");
    const rows = rowsOf(heading);
    const { keys, read } = readColumn(textsOf(heading));
    const known = rows.map((row, at) => ({ row, key: keys[at] })).filter(({ key }) => key !== null);
    known.sort((one, other) => (order === "descending" ? compare(other.key, one.key) : compare(one.key, other.key)));
    table.tBodies[0].append(...known.map(({ row }) => row), ...rows.filter((_, at) => keys[at] === null));
    for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    table.dataset.jsnaSorted = "";
    return read;
  };

  const inOrder = (heading) => {
    const { read } = readColumn(textsOf(heading));
    const [up, down] = DIRECTIONS.get(read) ?? ["lowest first", "highest first"];
    const order = heading.getAttribute("aria-sort") === "ascending" ? up : down;
    return `In the order of “${heading.textContent.trim()}”, ${order}.`;
  };

  // The order is kept while the page is open: Streamlit draws a table anew when something in it changes.
  const kept = new Map();
  const nameOf = (table) => `${location.pathname} ${table.caption?.textContent}`;

  const sort = (event) => {
    const heading = event.target.closest?.(".jsna-table thead button")?.closest("th");
    if (!heading) return;
    const now = heading.getAttribute("aria-sort");
    let order = now === "ascending" ? "descending" : "ascending";
    const read = put(heading, order);
    // The first click on figures puts the largest first, as in the longer tables.
    if (now === null && read !== null) put(heading, (order = "descending"));
    kept.set(nameOf(heading.closest("table")), [heading.textContent, order]);
    say(inOrder(heading));
  };

  const sortAgain = () => {
    for (const table of kept.size ? document.querySelectorAll(".jsna-table table:not([data-jsna-sorted])") : []) {
      const [words, order] = kept.get(nameOf(table)) ?? [];
      const headings = words ? [...table.querySelectorAll("thead th:has(button)")] : [];
      const heading = headings.find((each) => each.textContent === words);
      if (heading) put(heading, order);
    }
  };

  // A link that only changes what its own table shows keeps the focus: it is drawn anew, and is found by its name.
  let clicked = null;
  const remember = (event) => {
    const link = event.defaultPrevented ? event.target.closest?.("a[data-jsna-stay]") : null;
    if (!link) return;
    const { jsnaStay: name } = link.dataset;
    clicked = { link, name, page: location.pathname, inPages: link.closest("nav")?.getAttribute("aria-label") };
  };
  const focusAgain = () => {
    if (clicked === null || clicked.link.isConnected) return;
    const { name, page, inPages } = clicked;
    if (page !== location.pathname) clicked = null;
    const pages = inPages && document.querySelector(`nav[aria-label="${CSS.escape(inPages)}"]`);
    const link = document.querySelector(`a[data-jsna-stay="${CSS.escape(name)}"]`) ?? pages?.querySelector("a");
    if (!link || clicked === null) return;
    clicked = null;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) link.focus({ preventScroll: true });
    say(pages ? pages.querySelector("[data-jsna-where]").textContent : inOrder(link.closest("th")));
  };

  new MutationObserver(() => {
    sortAgain();
    focusAgain();
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", sort);
  document.addEventListener("click", remember, true);
})();
