// Names the region that the map stands in, and shows it on the full screen: the map's own frame has a fixed title, and in
// its sandbox it can do neither.
function entitle(region, name) {
  const frame = region.querySelector("iframe");
  if (frame && frame.title !== name) frame.title = name;
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
  document.addEventListener("fullscreenchange", say);
  say();
  parent.replaceChildren(button);
  return () => document.removeEventListener("fullscreenchange", say);
}

export default function label({ data, parentElement }) {
  const region = document.querySelector(`.st-key-${data.key}`);
  if (!region) return undefined;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", data.name);
  entitle(region, data.name);
  // The frame is drawn when its component has arrived, and again when another place's map replaces it.
  const watch = new MutationObserver(() => entitle(region, data.name));
  watch.observe(region, { childList: true, subtree: true, attributes: true, attributeFilter: ["title"] });
  const forget = document.fullscreenEnabled ? drawButton(parentElement, region) : () => undefined;
  return () => {
    watch.disconnect();
    forget();
  };
}
