// Quotes: the words a claim rests on, with their source, as they stand in the tables and beside the picture.
page.quotes = (() => {
  const { quotesOf } = page.content;
  const { make } = page;
  const isolated = (text, attributes = {}) => make("bdi", attributes, text);

  // A line to put into a report: the words, and where they stand.
  function citation({ text, title, publisher, published, place, url }) {
    return `“${text.trim()}” ${[title, publisher, published, place].filter(Boolean).join(", ")}${url ? ` <${url}>` : ""}.`;
  }

  // Where the page may not use the clipboard, the text is selected in a field and copied from there.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = make("textarea", { class: "unseen", "aria-hidden": "true" }, text);
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  function copyButton(quote) {
    const words = citation(quote);
    return page.button("Copy citation", async ({ currentTarget }) => {
      const done = await copy(words);
      currentTarget.focus();
      page.announce(done ? "Citation copied." : `This browser does not let the page copy. The citation: ${words}`);
    }, { class: "small-button" });
  }

  function figure(quote) {
    const { text, title, publisher, published, place, url } = quote;
    const named = url
      ? make("a", { class: "title", href: url, rel: "noopener noreferrer external" }, isolated(title))
      : make("cite", { class: "title" }, isolated(title));
    const rest = [[publisher, isolated, "publisher"], [published, (words, attributes) => make("span", attributes, words), "published"], [place, isolated, "place"]];
    const parts = rest.filter(([words]) => words).flatMap(([words, made, name]) => [", ", made(words, { class: name })]);
    return make("figure", {}, make("blockquote", {}, isolated(text)), make("figcaption", {}, named, ...parts, " ", copyButton(quote)));
  }

  function notes(claim) {
    if (!claim.total) return [make("p", { class: "small" }, "No passage is named.")];
    const more = claim.total - claim.quotes.length;
    const rule = make("p", { class: "small" }, "Read by rule ", make("code", {}, claim.rule), `, confidence ${claim.confidence} per cent.`);
    return [...(more > 0 ? [make("p", { class: "small" }, `${more} more ${more === 1 ? "quote" : "quotes"} in the graph.`)] : []), rule];
  }

  // All quotes of a claim; from `first` on they are folded, so that what follows stays near.
  function of(claim, first = Infinity) {
    const figures = quotesOf(claim).map(figure);
    if (figures.length <= first + 1) return [...figures, ...notes(claim)];
    const rest = figures.slice(first);
    const folded = make("details", { class: "proof" }, make("summary", {}, `${rest.length} more quotes`), ...rest);
    return [...figures.slice(0, first), folded, ...notes(claim)];
  }

  const folds = new WeakMap(); // What is written into a fold when it is first opened.

  function unfold(details) {
    const claim = folds.get(details);
    if (claim && details.children.length === 1) details.append(...of(claim));
    details.open = true;
  }

  // A fold that is filled when it is opened: a large page has more quotes than anybody opens.
  function fold(claim) {
    const made = make("details", { class: "proof" }, make("summary", {}, claim.total === 1 ? "1 quote" : `${claim.total.toLocaleString("en-GB")} quotes`));
    folds.set(made, claim);
    made.addEventListener("toggle", () => { if (made.open) unfold(made); });
    return made;
  }

  return { of, fold, unfold, citation };
})();
