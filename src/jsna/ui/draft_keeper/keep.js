/* Keeps each keystroke of a form in the tab's own storage until the server has it, and hands back after a reload what the
   server never got. Of a draft that the server does not keep, the tab holds everything. Nothing is left there once a
   form is saved. It also names groups of boxes for screen readers, says in which language a part of the page is, and
   moves the focus to what has just been said. */

const STORE = "jsna.drafts";
const askedFor = new Set(); // drafts of the server for which words were handed back in this load
let present = null; // what the page last said
let watcher = null;
let focused = "";

const empty = () => ({ owner: "", current: "", of: "", words: {}, held: {} });

function read() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(STORE));
  } catch {
    kept = null;
  }
  // Words of somebody who signed in before on the same phone are gone.
  return kept !== null && kept.owner === present.owner ? kept : empty();
}

function write(kept) {
  const holds = present.stored || Object.keys(kept.words).length > 0 || Object.keys(kept.held).length > 0;
  try {
    if (holds) sessionStorage.setItem(STORE, JSON.stringify(kept));
    else sessionStorage.removeItem(STORE);
  } catch {
    // The storage is full or switched off: the draft on the server remains.
  }
}

const nameOf = (box) => `st-key-${(present.prefix + box).replace(/[^a-zA-Z0-9_-]/g, "-")}`;
const holderOf = (box) => document.getElementsByClassName(nameOf(box))[0];

function typed(event) {
  if (present === null || !event.target.matches?.("input, textarea")) return;
  const box = Object.keys(present.known).find((name) => event.target.closest(`.${nameOf(name)}`));
  if (box === undefined) return;
  const kept = read();
  Object.assign(kept, { owner: present.owner, current: present.draft, of: present.of });
  (kept.words[present.draft] ??= {})[box] = event.target.value;
  write(kept);
}

function prune(kept) {
  for (const key of present.done) {
    delete kept.words[key];
    delete kept.held[key];
  }
  const words = kept.words[present.draft] ?? {};
  for (const [box, said] of Object.entries(words)) if (present.known[box] === said) delete words[box];
  if (Object.keys(words).length === 0) delete kept.words[present.draft];
}

function entitle() {
  for (const [box, name] of Object.entries(present.groups)) {
    const holder = holderOf(box);
    if (!holder || holder.getAttribute("aria-label") === name) continue;
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", name);
  }
  for (const [name, written] of Object.entries(present.written)) {
    const holder = document.getElementsByClassName(`st-key-${name}`)[0];
    if (holder) Object.assign(holder, written);
  }
  const said = present.focus ? document.querySelector(`[data-jsna-said="${present.focus}"]`) : null;
  if (said === null || focused === present.focus) return;
  focused = present.focus;
  said.focus();
  said.scrollIntoView({ block: "start" });
}

function watch() {
  if (watcher !== null) return;
  watcher = new MutationObserver(entitle);
  watcher.observe(document.body, { childList: true, subtree: true });
  document.addEventListener("input", typed, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-jsna-box]");
    if (!link) return;
    holderOf(link.dataset.jsnaBox)?.querySelector("input, textarea, button, [role=combobox]")?.focus();
  });
}

export default function keep({ data, setTriggerValue }) {
  present = data;
  watch();
  entitle();
  const kept = read();
  prune(kept);
  const earlier = data.fresh && kept.current !== data.draft && kept.of === data.of ? kept.current : "";
  const draft = earlier || data.draft;
  const words = { ...kept.held[draft], ...kept.words[draft] };
  if (!askedFor.has(data.draft) && (earlier || Object.keys(words).length > 0)) {
    askedFor.add(data.draft);
    askedFor.add(draft);
    setTriggerValue("back", { draft, words });
    return;
  }
  askedFor.add(data.draft);
  if (Object.keys(data.held).length > 0) kept.held[data.draft] = data.held;
  else delete kept.held[data.draft];
  Object.assign(kept, { owner: data.owner, current: data.draft, of: data.of });
  write(kept);
}
