/* Has the page run again when the server is there again after it was gone: what a restart has lost is said then, not
   only when the reader sends the form that they filled in meanwhile. */

const STATE = "data-test-connection-state";

export default function ({ setTriggerValue }) {
  const app = document.querySelector('[data-testid="stApp"]');
  let gone = false;
  const watcher = new MutationObserver(() => {
    if (app.getAttribute(STATE) !== "CONNECTED") gone = true;
    else if (gone) {
      gone = false;
      setTriggerValue("again", true);
    }
  });
  watcher.observe(app, { attributes: true, attributeFilter: [STATE] });
  return () => watcher.disconnect();
}
