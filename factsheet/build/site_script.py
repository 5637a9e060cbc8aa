"""The only script of the download page. A layout cannot add another: browsers run this one because of its digest."""

SCRIPT = r"""
// Narrows the cards while somebody types; without this script every card is there.
const field = document.querySelector("#find"), count = document.querySelector("#found");
const names = JSON.parse(field.dataset.languages);
const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const cards = [...document.querySelectorAll(".cards > li")].map(card => ({
  card, words: plain([card.lang, names[card.lang], card.querySelector("h2, h3").textContent,
    card.querySelector("p").textContent, card.closest("section").id, card.closest("section").dataset.names].join(" ")),
}));
field.closest("[hidden]").hidden = false;
field.addEventListener("input", () => {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { card, words } of cards) shown += !(card.hidden = !wanted.every(word => words.includes(word)));
  for (const section of document.querySelectorAll("section"))
    section.hidden = !section.querySelector(".cards > li:not([hidden])");
  const { some, none } = count.dataset;
  count.textContent = wanted.length ? (shown ? `${shown} of ${cards.length} ${some}` : none) : "";
});
"""
