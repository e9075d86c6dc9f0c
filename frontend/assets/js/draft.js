// Keeps a suggestion that is being written, in this browser alone, until it is posted: a closed tab
// or an empty battery loses nothing. The page says so and offers to throw it away.
const KEPT_DAYS = 14;
const form = document.querySelector("form[data-draft]");
const posted = document.querySelector("[data-draft-posted]")?.dataset.draftPosted;

// A browser may refuse to store anything: then the form works as it does without script.
const storage = {
  read(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept && Date.now() - kept.at < KEPT_DAYS * 86_400_000 ? kept.fields : null;
    } catch {
      return null;
    }
  },
  write(key, fields) {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields }));
    } catch {}
  },
  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {}
  },
};

if (posted) storage.drop(posted);
if (form) {
  const key = form.dataset.draft;
  const fields = [...form.elements].filter(
    field => field.name && !["hidden", "submit", "checkbox"].includes(field.type),
  );
  const written = () => fields.some(field => field.value.trim());
  const said = form.querySelector("[data-draft-said]");
  const kept = storage.read(key);
  // What came back from the server is newer than what was kept.
  if (kept && !written()) {
    for (const field of fields) field.value = kept[field.name] ?? "";
    for (const more of form.querySelectorAll("details")) {
      more.open ||= [...more.querySelectorAll("input, textarea, select")].some(f => f.value.trim());
    }
    said.hidden = !written();
  }
  form.addEventListener("input", () => {
    if (written()) storage.write(key, Object.fromEntries(fields.map(f => [f.name, f.value])));
    else storage.drop(key);
  });
  said.querySelector("button").addEventListener("click", () => {
    storage.drop(key);
    for (const field of fields) field.value = "";
    said.hidden = true;
    fields[0].focus();
  });
}
