"use strict";
// The page works without this; it adds keys (j, k, Escape) and lights up what the style rules
// leave out on very long pages.
const here = () => Number((location.hash.match(/^#[at](\d+)$/) || [])[1] || 0);
const light = () => {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const number = here();
  if (!number) return;
  for (const mark of document.querySelectorAll(`article .m${number}`)) mark.classList.add("lit");
  const card = document.getElementById(`a${number}`);
  const mark = document.getElementById(`t${number}`);
  if (card) card.classList.add("lit");
  const wide = matchMedia("(min-width: 60rem)").matches;
  if (location.hash.startsWith("#t") && card && wide) card.scrollIntoView({ block: "nearest" });
  if (location.hash.startsWith("#a") && mark) mark.scrollIntoView({ block: "nearest" });
};
addEventListener("hashchange", light);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step && document.getElementById(`a${here() + step}`)) location.hash = `a${here() + step}`;
  if (event.key === "Escape") location.hash = "text";
});
light();
