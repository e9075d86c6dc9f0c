// The desk by single keys. Each presses a button or link, or goes to a field, that is on the page
// without this script as well. Typing is left alone, and so is whatever is pressed with Ctrl, Alt or
// the Windows or command key. Whoever is disturbed by single keys turns them off in their list.
const OFF = "desk-keys-off";
const dialog = document.querySelector("[data-keys]");
const switched = dialog?.querySelector("[data-keys-off]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const TYPING =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

// On an Arabic keyboard the same places carry other letters.
const BY_PLACE = {
  KeyJ: "j", KeyK: "k", KeyX: "x", KeyA: "a", KeyR: "r", KeyD: "d", KeyG: "g", KeyM: "m", Slash: "/",
};
const named = event => {
  if (event.key === "?" || event.key === "؟") return "?";
  if (event.shiftKey) return "";
  return /^[ -~]$/.test(event.key) ? event.key : (BY_PLACE[event.code] ?? "");
};

// A browser may refuse to store anything: then the choice holds for this page.
let off = false;
try {
  off = localStorage.getItem(OFF) === "yes";
} catch {}
if (switched) {
  switched.checked = off;
  switched.addEventListener("change", () => {
    off = switched.checked;
    try {
      if (off) localStorage.setItem(OFF, "yes");
      else localStorage.removeItem(OFF);
    } catch {}
  });
}
const opener = document.querySelector("[data-keys-open]");
if (opener && dialog) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
}

const current = () => {
  const all = rows();
  return all.find(row => row.contains(document.activeElement)) ?? null;
};
const go = row => row?.querySelector("th a")?.focus();
const move = by => {
  const all = rows();
  const at = all.indexOf(current());
  go(at < 0 ? all[0] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
};
const box = row => row?.querySelector("[name=suggestion]");

const tick = () => {
  const row = current() ?? rows()[0];
  const its = box(row);
  if (its) its.checked = !its.checked;
  go(row);
  move(1);
};

// On the page of one suggestion a key chooses the kind of answer; in the queue it presses the
// button for all that are ticked, or for the row that has the focus.
const KINDS = { a: "acknowledged", r: "rejected", d: "adopted" };
const act = key => {
  const kind = document.querySelector(`form[action$="/answer"] [name=kind][value=${KINDS[key]}]`);
  if (kind) {
    kind.checked = true;
    kind.form.elements.reason.focus();
    return;
  }
  const button = document.querySelector(`[data-key="${key}"]`);
  const many = button?.closest("[data-many]");
  if (many && !many.querySelector("[name=suggestion]:checked")) {
    const its = box(current() ?? rows()[0]);
    if (its) its.checked = true;
  }
  button?.click();
};

const DOES = {
  j: () => move(1),
  k: () => move(-1),
  x: tick,
  a: () => act("a"),
  r: () => act("r"),
  d: () => act("d"),
  m: () => document.querySelector('[data-key="m"]')?.click(),
  g: () => document.querySelector("main [name=to]")?.focus(),
  "/": () => {
    const choice = document.querySelector("[data-filter] select");
    // What is folded away cannot take the focus.
    choice?.closest("details")?.setAttribute("open", "");
    choice?.focus();
  },
  "?": () => opener?.click(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  if (dialog?.open || event.target.closest?.(TYPING)) return;
  const key = named(event);
  if (!DOES[key] || (off && key !== "?")) return;
  event.preventDefault();
  DOES[key]();
});
