"use strict";
(() => {
  const form = document.getElementById("filter");
  const [search, kind, field, certainty, unchanged] =
    ["suche", "art", "feld", "sicherheit", "unveraendert"].map((id) => document.getElementById(id));
  const cards = [...document.querySelectorAll(".card")];
  const groups = [...document.querySelectorAll(".group")];
  const plain = (text) => text.normalize("NFC").toLocaleLowerCase("de").replace(/\s+/g, " ");
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) {
      const told = [...card.children].filter((part) => !part.matches(".offers"));
      texts.set(card, plain(told.map((part) => part.textContent).join(" ")));
    }
    return texts.get(card);
  };
  const WITHOUT_CHANGE = "ohne Änderung";

  // "Nr. 16" means the measure of that number, in whatever edition; anything else is looked for in the text.
  const numberIn = (text) => /^(?:nr\.?|maßnahme)\s*(\S.*)$/.exec(text.trim())?.[1];
  const has = (card, number) => card.dataset.numbers.split("|").some((each) => plain(each.slice(each.indexOf(":") + 1)) === number);

  const fits = (card, words) => {
    const kinds = card.dataset.kinds.split("|");
    if (kind.value ? !kinds.includes(kind.value) : kinds[0] === WITHOUT_CHANGE && !unchanged.checked && !words.length) return false;
    if (field.value && card.dataset.field !== field.value) return false;
    if (certainty.value && !(card.dataset.certainty && Number(card.dataset.certainty) < Number(certainty.value))) return false;
    const number = numberIn(plain(search.value));
    return number ? has(card, number) : words.every((word) => textOf(card).includes(word));
  };

  const filter = () => {
    const words = plain(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      card.hidden = !fits(card, words);
      if (!card.hidden) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    document.getElementById("stand").textContent = `${shown} von ${cards.length} Karten gezeigt`;
  };

  const visible = () => cards.filter((card) => !card.hidden);
  const go = (card) => {
    if (!card) return;
    card.scrollIntoView({ block: "start" });
    card.focus({ preventScroll: true });
  };
  const step = (by) => {
    const shown = visible();
    const here = shown.findIndex((card) => card.contains(document.activeElement) || card === last);
    go(shown[here < 0 ? 0 : Math.min(Math.max(here + by, 0), shown.length - 1)]);
  };
  let last = null;
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) last = card;
  });

  // Excel takes cells apart at tabs, whatever the file itself is divided by.
  const withTabs = (line) => {
    const cells = [];
    let cell = "", quoted = false;
    for (const character of line) {
      if (character === '"') quoted = !quoted;
      if (character === ";" && !quoted) { cells.push(cell); cell = ""; } else cell += character;
    }
    return [...cells, cell].join("\t");
  };
  const copy = async (button) => {
    const text = button.closest("li").querySelector("pre");
    const line = button.dataset.for === "excel" ? withTabs(text.textContent) : text.textContent;
    let told = "Kopiert: ";
    try {
      await navigator.clipboard.writeText(line);
    } catch {
      getSelection().selectAllChildren(text);
      told = "Bitte mit Strg+C kopieren: ";
    }
    say(told + button.closest("li").querySelector(".label").textContent);
  };
  const say = (text) => { document.getElementById("stand").textContent = text; };

  // A link into the page shows its card, whatever the filter says.
  const open = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = document.getElementById(name)
      ?? cards.find((card) => card.dataset.numbers.split("|").some((each) => name === `nr-${each.replace(":", "-")}`));
    if (!target) return;
    const card = target.closest(".card");
    if (card && card.hidden) {
      form.reset();
      unchanged.checked = true;
      filter();
    }
    go(target.matches("span") ? card : target);
  };

  form.hidden = false;
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("naechster").addEventListener("click", () => step(1));
  document.getElementById("voriger").addEventListener("click", () => step(-1));
  document.getElementById("inhalt").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !event.target.closest(".card")) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  filter();
  if (location.hash) open();
})();
