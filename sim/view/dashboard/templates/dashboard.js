// Tells the server what was moved, chosen or pressed; keeps focus and open folds when a part is written anew.
(() => {
  const WAIT = 100; // ms between two messages of one slider
  const tell = (kind, key, value) => emitEvent("act", { kind, key, value });
  const waiting = new Map();
  const soon = (key, send) => {
    if (waiting.has(key)) { waiting.set(key, send); return; }
    waiting.set(key, null);
    send();
    const next = () => {
      const last = waiting.get(key);
      waiting.set(key, null);
      if (last) { last(); setTimeout(next, WAIT); } else waiting.delete(key);
    };
    setTimeout(next, WAIT);
  };
  const show = (path, value) => {
    const text = Number.isFinite(+value) ? (+value).toLocaleString("en-GB", { maximumSignificantDigits: 6 }) : value;
    document.querySelectorAll(`[data-shows="${path}"]`).forEach((el) => { el.textContent = text; });
    return text;
  };
  document.addEventListener("input", (e) => {
    const el = e.target;
    if (el.type !== "range" || !el.dataset.set) return;
    const path = el.dataset.set;
    el.setAttribute("aria-valuetext", `${show(path, el.value)} ${document.getElementById(`${el.id}-unit`)?.textContent ?? ""}`);
    el.closest(".control").classList.add("changed");
    soon(path, () => tell("slide", path, el.value));
  });
  document.addEventListener("change", (e) => {
    const el = e.target, d = el.dataset;
    if (d.upload !== undefined) return upload(el);
    if (d.set && el.type !== "range") tell("set", d.set, el.value);
    if (d.doChange) tell(d.doChange, el.type === "checkbox" ? String(el.checked) : "", el.value);
  });
  document.addEventListener("click", (e) => {
    const skip = e.target.closest("[data-skip]");
    if (skip) { e.preventDefault(); const to = document.getElementById(skip.dataset.skip); to.tabIndex = -1; to.focus(); to.scrollIntoView(); return; }
    const page = e.target.closest("a[data-page]");
    if (page && !(e.ctrlKey || e.metaKey || e.shiftKey)) { e.preventDefault(); tell("page", "", page.dataset.page); return; }
    const copy = e.target.closest("[data-copy]");
    if (copy) { copied(copy); return; }
    const button = e.target.closest("[data-do]");
    if (button) tell(button.dataset.do, button.dataset.key ?? "", button.dataset.value ?? "");
  });
  window.addEventListener("popstate", () => tell("address", "", location.search));
  const copied = async (button) => {
    try { await navigator.clipboard.writeText(location.href); button.textContent = "Copied"; }
    catch { button.textContent = location.href; }
  };
  const upload = async (el) => {
    const file = el.files[0];
    if (!file) return;
    const answer = await fetch(`roster/${window.twinTab}`, {
      method: "POST", body: file, headers: { "content-type": "text/csv", "x-name": encodeURIComponent(file.name) },
    });
    if (!answer.ok) tell("roster-refused", file.name, String(answer.status));
  };

  // what is written anew keeps its focus and its open folds
  let focused = "";
  const open = new Map();
  document.addEventListener("focusin", (e) => { focused = e.target.id; });
  document.addEventListener("toggle", (e) => { if (e.target.id) open.set(e.target.id, e.target.open); }, true);
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) {
      if (node.nodeType !== 1) continue;
      for (const el of [node, ...node.querySelectorAll("details[id]")]) if (open.has(el.id)) el.open = open.get(el.id);
    }
    if (document.activeElement === document.body && focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });
  window.twin = {
    address: (url, push) => { if (location.search !== url && !(url === "?" && !location.search)) history[push ? "pushState" : "replaceState"]({}, "", url); },
    // the heading of a page just opened takes the focus, now or as soon as it is there
    title: () => { document.activeElement.blur(); focused = "title"; document.getElementById("title")?.focus({ preventScroll: true }); window.scrollTo(0, 0); },
  };
})();
