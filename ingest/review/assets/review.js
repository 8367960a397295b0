"use strict";
// All that documents say goes into the page as text, never as markup.
const content = JSON.parse(document.getElementById("content").textContent);
const keys = { s: "same", d: "different", u: "unsure", k: "skip", z: "undo" };
const words = { same: "the same", different: "different", unsure: "unsure" };
const given = [];
const passed = new Set();
let at = 0;

const part = (id) => document.getElementById(id);
const make = (name, text, kind) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};

const judged = () => [...content.judged, ...given];

// Everything that is the same as an id, by what has been judged.
const groupOf = (id) => {
  const group = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { verdict, first, second } of judged()) {
      if (verdict === "same" && group.has(first) !== group.has(second)) {
        group.add(first).add(second);
        grown = true;
      }
    }
  }
  return group;
};

const settled = ({ first, second }) => {
  const ones = groupOf(first.id), others = groupOf(second.id);
  if (ones.has(second.id)) return true;
  return judged().some((one) =>
    (ones.has(one.first) && others.has(one.second)) || (ones.has(one.second) && others.has(one.first)));
};

const contradicts = (verdict, first, second) => {
  const ones = groupOf(first), others = groupOf(second);
  if (verdict === "different") return ones.has(second);
  return verdict === "same" && judged().some((one) => one.verdict === "different" &&
    ((ones.has(one.first) && others.has(one.second)) || (ones.has(one.second) && others.has(one.first))));
};

const showSide = (place, side) => {
  const facts = `${side.kind}, ${side.country ?? "no country"}; ${side.known ? `defined by ${side.known}` : "no register knows it"}; in ${side.documents} documents`;
  const parts = [make("h3", side.name), make("p", facts, "quiet")];
  if (side.aliases.length) parts.push(make("p", `Also: ${side.aliases.join(", ")}`));
  for (const quote of side.quotes) {
    const figure = make("figure");
    const page = quote.page ? `, page ${quote.page}` : "";
    const heading = quote.heading ? `, ${quote.heading}` : "";
    figure.append(make("blockquote", quote.text), make("figcaption", `${quote.title}${page}${heading}`));
    parts.push(figure);
  }
  place.replaceChildren(...parts);
};

const showGiven = () => {
  part("given").replaceChildren(...given.map((one) => make("li", `${one.names[0]} and ${one.names[1]}: ${words[one.verdict]}`)));
  const lines = judged().map((one) => `${one.line}\n`).join("");
  part("save").href = URL.createObjectURL(new Blob([content.head + lines], { type: "application/yaml" }));
};

const show = () => {
  while (at < content.pairs.length && (passed.has(at) || settled(content.pairs[at]))) at += 1;
  const pair = content.pairs[at];
  const done = pair === undefined;
  document.querySelector(".sides").hidden = done;
  for (const button of document.querySelectorAll("[data-answer]")) button.hidden = done && button.dataset.answer !== "undo";
  part("reason").textContent = done ? "There is nothing more to ask." : pair.reason;
  part("progress").textContent = done
    ? `${given.length} judged. Save the judgement file.`
    : `Pair ${at + 1} of ${content.pairs.length}, ${pair.score} per cent alike. ${given.length} judged.`;
  if (!done) {
    showSide(part("first"), pair.first);
    showSide(part("second"), pair.second);
  }
  showGiven();
};

const undo = () => {
  const last = given.pop();
  if (last === undefined) return "There is nothing to undo.";
  at = last.number;
  passed.clear();
  return "";
};

const judge = (verdict) => {
  const pair = content.pairs[at];
  if (pair === undefined) return "";
  if (verdict === "skip") {
    passed.add(at);
    return "";
  }
  const { first, second } = pair;
  if (contradicts(verdict, first.id, second.id)) return "That contradicts what was judged before. Judge otherwise, or undo.";
  const line = `- ${verdict}: {${JSON.stringify(first.id)}: ${JSON.stringify(first.name)}, ${JSON.stringify(second.id)}: ${JSON.stringify(second.name)}}`;
  given.push({ verdict, first: first.id, second: second.id, names: [first.name, second.name], line, number: at });
  return "";
};

const answer = (verdict) => {
  part("problem").textContent = verdict === "undo" ? undo() : judge(verdict);
  show();
  part("pair").focus({ preventScroll: true });
};

for (const button of document.querySelectorAll("[data-answer]")) button.addEventListener("click", () => answer(button.dataset.answer));
document.addEventListener("keydown", (event) => {
  // Who speaks to the computer can turn the keys off: a word said aloud would press several.
  if (!part("keys").checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !(event.key in keys)) return;
  answer(keys[event.key]);
});
show();
