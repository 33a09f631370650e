// Names the region around the map, and shows it full screen: the map's own frame has a fixed title, and its sandbox
// allows neither.
const watched = new WeakSet();

// Gives the frame its region's name; it is drawn when its component has loaded, and again for another place.
function entitle(region) {
  const name = region.getAttribute("aria-label");
  const frame = region.querySelector("iframe");
  if (frame && frame.title !== name) frame.title = name;
}

function watch(region) {
  if (watched.has(region)) return;
  watched.add(region);
  const watcher = new MutationObserver(() => entitle(region));
  watcher.observe(region, { childList: true, subtree: true, attributes: true, attributeFilter: ["title"] });
}

function drawButton(parent, region) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jsna-full-screen";
  Object.assign(button.style, { background: "#fff", border: "1px solid #505a5f", borderRadius: "0.25rem" });
  Object.assign(button.style, { color: "#0b0c0c", cursor: "pointer", font: "inherit", padding: "0.25rem 0.75rem" });
  const say = () => {
    button.textContent = document.fullscreenElement === region ? "Leave full screen" : "Full screen";
  };
  button.addEventListener("click", () => {
    if (document.fullscreenElement === region) document.exitFullscreen();
    else region.requestFullscreen();
  });
  region.addEventListener("fullscreenchange", say);
  say();
  const onPaper = document.createElement("style");
  onPaper.textContent = "@media print { button { display: none; } }";
  parent.replaceChildren(onPaper, button);
}

// Called in every run of the page; leaves what is already there unchanged.
export default function label({ data, parentElement }) {
  const region = document.querySelector(`.st-key-${data.key}`);
  if (!region) return;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", data.name);
  entitle(region);
  watch(region);
  if (document.fullscreenEnabled && !parentElement.querySelector("button")) drawButton(parentElement, region);
}
