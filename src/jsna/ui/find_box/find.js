/* The box that finds a place: an ARIA 1.2 combobox. It asks the server what a text finds, shows the list, and sends the
   choice to the page. It chooses a place only if the reader types it exactly or selects it. All text is set as text. */

const WAIT = 150; // milliseconds after the last key
const told = new WeakMap(); // each box's callback to the page, which is new after every run
const chosen = new WeakMap(); // the last choice in each box, and whether the page has shown it

export default function ({ data, parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".jsna-find");
  if (box === null) {
    box = made("div", { class: "jsna-find", role: "search" });
    parentElement.append(box);
    start(box);
  }
  told.set(box, (value) => setTriggerValue("chosen", value));
  forget(box, data);
}

/* Removes "… is chosen" once the page shows something else. */
function forget(box, shown) {
  const last = chosen.get(box);
  if (last === undefined) return;
  if (Object.entries(last.value).every(([key, code]) => shown[key] === code)) last.seen = true;
  else if (last.seen) {
    chosen.delete(box);
    box.querySelector("[role=status]").textContent = "";
  }
}

function made(tag, attributes, ...within) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...within);
  return element;
}

function start(box) {
  const label = made("label", { for: "jsna-find" }, "Find a place");
  const input = made("input", {
    id: "jsna-find", type: "text", role: "combobox", maxlength: 60, autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "jsna-find-list",
    placeholder: "Town, ward, district or postcode",
  });
  const list = made("ul", { id: "jsna-find-list", role: "listbox", "aria-label": "Places found" });
  const status = made("div", { role: "status" });
  list.hidden = true;
  box.append(label, input, list, status);
  const state = { options: [], active: -1, asked: null, answer: null, pending: null, timer: 0 };

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    state.options = [];
    moveTo(-1);
    input.setAttribute("aria-expanded", "false");
  };

  const moveTo = (index) => {
    state.active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    list.children[index].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[index].id);
  };

  const show = (options) => {
    close();
    state.options = options;
    list.append(...options.map((option, at) => {
      const item = made("li", { id: `jsna-find-${at}`, role: "option", "aria-selected": "false" }, option.name);
      item.append(made("span", {}, option.what));
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      item.addEventListener("click", () => choose(option));
      return item;
    }));
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
  };

  const choose = (option) => {
    if (option.wards) {
      show(option.wards);
      status.textContent = `${option.name} lies in several wards. Choose one.`;
      return;
    }
    clearTimeout(state.timer);
    state.asked = state.answer = null;
    input.value = "";
    close();
    status.textContent = option.said;
    chosen.set(box, { value: option.value, seen: false });
    told.get(box)(option.value);
  };

  /* Returns what the present text finds; null if the text is empty, has changed meanwhile, or the search fails. */
  const ask = async () => {
    clearTimeout(state.timer);
    const text = input.value.trim();
    if (text === state.asked && state.answer !== null) return state.answer;
    state.pending?.abort();
    state.asked = text;
    state.answer = null;
    if (text === "") return null;
    state.pending = new AbortController();
    try {
      const address = new URL(`find?q=${encodeURIComponent(text)}`, document.baseURI);
      const answer = await fetch(address, { signal: state.pending.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (state.asked !== text) return null;
      state.answer = found;
      return found;
    } catch (problem) {
      if (problem.name !== "AbortError") status.textContent = "The search did not answer. Try again in a while.";
      return null;
    }
  };

  const typed = async () => {
    const found = await ask();
    if (found === null) return;
    show(found.options);
    status.textContent = found.options.length === 0 || found.near ? found.sentence : found.count;
  };

  const entered = async () => {
    const found = await ask();
    if (found === null) return;
    if (found.exact !== null) return choose(found.options[found.exact]);
    show(found.options);
    status.textContent = found.sentence;
  };

  input.addEventListener("input", () => {
    clearTimeout(state.timer);
    close();
    if (input.value.trim() === "") {
      state.asked = state.answer = null;
      status.textContent = "";
      return;
    }
    state.timer = setTimeout(typed, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    const last = state.options.length - 1;
    if (event.key === "ArrowDown" && last >= 0) moveTo(state.active < last ? state.active + 1 : 0);
    else if (event.key === "ArrowUp" && last >= 0) moveTo(state.active > 0 ? state.active - 1 : last);
    else if (event.key === "ArrowDown") typed();
    else if (event.key === "Escape" && last >= 0) close();
    else if (event.key === "Escape") input.value = status.textContent = "";
    else if (event.key === "Enter" && state.active >= 0) choose(state.options[state.active]);
    else if (event.key === "Enter") entered();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  input.addEventListener("blur", close);
}
