// Keeps an answer that is being written at the desk by itself: a while after the last key it goes to
// the server as the person's draft, by the address that the button beside it uses without script.
const WAIT = 1_500;
const AGAIN = 10_000;
const form = document.querySelector("form[data-answer-draft]");
const said = form?.querySelector("[data-draft-said]");

if (form && said) {
  const address = form.dataset.answerDraft;
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let kept = typed();
  let timer = 0;
  let sending = null;
  let left = false;

  // The same words again would only be read out again.
  const say = words => {
    said.hidden = !words;
    if (said.textContent !== words) said.textContent = words;
  };
  const later = wait => {
    clearTimeout(timer);
    if (!left) timer = setTimeout(save, wait);
  };
  const save = async () => {
    const body = typed();
    if (left || sending || body === kept) return;
    sending = new AbortController();
    let again = WAIT;
    try {
      const answer = await fetch(address, {
        method: "PUT",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        redirect: "error",
        signal: sending.signal,
      });
      // What is too long is said, and tried again once it has changed.
      if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
      say(await answer.json());
      kept = body;
    } catch {
      if (!left) say(said.dataset.failed);
      again = AGAIN;
    }
    sending = null;
    if (typed() !== kept) later(again);
  };

  form.addEventListener("input", () => later(WAIT));
  // Sending the form is not raced by its draft.
  form.addEventListener("submit", () => {
    left = true;
    clearTimeout(timer);
    sending?.abort();
  });
  addEventListener("pageshow", () => {
    left = false;
  });
}
