'use strict';
for (const draft of document.querySelectorAll('.draft')) {
  const cards = [...draft.querySelectorAll('.card')];
  const text = draft.querySelector('.text');
  const marksOf = card => [...text.querySelectorAll('[data-f]')]
    .filter(mark => mark.dataset.f.split(' ').includes(card.dataset.f));
  const select = (card, target) => {
    for (const old of document.querySelectorAll('.on')) old.classList.remove('on');
    if (!card) return;
    card.classList.add('on');
    const marks = marksOf(card);
    for (const mark of marks) mark.classList.add('on');
    const place = target === 'text' ? marks[0] || card : card;
    place.scrollIntoView({ block: 'center' });
    if (target === 'both') { card.scrollIntoView({ block: 'nearest' }); (marks[0] || card).scrollIntoView({ block: 'center' }); }
  };
  const cardOf = number => cards.find(card => card.dataset.f === number);
  text.addEventListener('click', event => {
    const mark = event.target.closest('[data-f]');
    if (!mark) return;
    event.preventDefault();
    const numbers = mark.dataset.f.split(' ');
    const next = (numbers.indexOf(draft.dataset.at) + 1) % numbers.length;
    draft.dataset.at = numbers[next];
    select(cardOf(numbers[next]), 'card');
  });
  draft.querySelector('aside').addEventListener('click', event => {
    const card = event.target.closest('.card');
    if (!card || event.target.closest('details, .related')) return;
    event.preventDefault();
    draft.dataset.at = card.dataset.f;
    select(card, 'text');
  });
  const form = draft.querySelector('.filters');
  if (form) {
    form.hidden = false;
    const boxes = [...form.querySelectorAll('input')];
    form.addEventListener('change', () => {
      const off = new Set(boxes.filter(box => !box.checked).map(box => box.value));
      for (const card of cards) {
        card.hidden = off.has(card.dataset.c) || ['error', 'warning', 'info'].some(name => off.has(name) && card.classList.contains(name));
      }
      const shown = new Set(cards.filter(card => !card.hidden).map(card => card.dataset.f));
      for (const mark of text.querySelectorAll('[data-f]')) {
        mark.style.display = mark.tagName === 'A' && !shown.has(mark.dataset.f) ? 'none' : '';
        mark.classList.toggle('off', !mark.dataset.f.split(' ').some(number => shown.has(number)));
      }
    });
  }
  draft.step = by => {
    const shown = cards.filter(card => !card.hidden);
    if (!shown.length) return false;
    const at = shown.findIndex(card => card.dataset.f === draft.dataset.at) + by;
    if (at < -1 || at >= shown.length) return false;
    const card = shown[Math.max(0, at)];
    draft.dataset.at = card.dataset.f;
    select(card, 'both');
    return true;
  };
}
const drafts = [...document.querySelectorAll('.draft')];
let current = 0;
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input')) return;
  const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
  while (by && drafts[current] && !drafts[current].step(by)) {
    if (!drafts[current + by]) return;
    current += by;
    if (by > 0) delete drafts[current].dataset.at;
  }
});
