/// The colours of all pages, for the light and the dark mode.
///
/// Their contrast to the background is at least 4.5 : 1 (WCAG 2.2, 1.4.3), which a test checks.
package let htmlColors = """
  :root {
    --paper: #fff; --ground: #f4f3ef; --ink: #1c1c1a; --soft: #5d5b55; --line: #d9d6cd; --link: #0b57a4;
    --error: #b3261e; --error-ground: #fbe0dd; --warning: #8a5300; --warning-ground: #fdebc8;
    --info: #2f5d8c; --info-ground: #dfeaf6; --good: #2d6a36;
    --serif: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
    --sans: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #1e1e1c; --ground: #141413; --ink: #e8e6e0; --soft: #a8a59c; --line: #3b3a36; --link: #8fc1f7;
      --error: #ff9d94; --error-ground: #4a1f1b; --warning: #f3bd6a; --warning-ground: #45310f;
      --info: #9cc4ee; --info-ground: #1e3348; --good: #8fd19a;
    }
  }
  """

/// The style sheet of a report, for screens, telephones and paper.
let htmlStyle = """
  \(htmlColors)
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 var(--sans); overflow-wrap: anywhere; }
  a { color: var(--link); }
  h1, h2, h3, p, ul, ol, fieldset { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  main { max-width: 96rem; margin: auto; padding: 1rem; }
  .error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
  .present b, b.present, td.present { color: var(--good); }
  .implied b, b.implied, td.implied { color: var(--warning); } .missing b, b.missing, td.missing { color: var(--error); }

  .overview, .sheet, .errors { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 1.25rem; margin-bottom: 1rem; }
  .matrix { overflow-x: auto; margin-top: 1rem; }
  table { border-collapse: collapse; width: 100%; font-size: .9rem; }
  th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
  thead th { background: var(--ground); font-weight: 600; }
  .matrix td { text-align: center; min-width: 2.2rem; } .matrix thead th span { white-space: nowrap; }
  .matrix tbody th { font-weight: normal; min-width: 14rem; position: sticky; left: 0; background: var(--paper); }
  .matrix small { display: block; color: var(--soft); }
  .matrix td.error { background: var(--error-ground); } .matrix td.warning { background: var(--warning-ground); }

  .sheet { max-width: 52rem; margin-inline: auto; }
  .sheet h1 { text-align: center; font: 600 1.6rem/1.4 var(--serif); letter-spacing: .3em; text-indent: .3em; }
  .sheet h2 { text-align: center; font: 600 1.15rem/1.5 var(--serif); margin: .25rem 0 .75rem; }
  .facts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; font-size: .9rem; } .facts b { color: var(--soft); font-weight: normal; }
  .verdict { border-left: 4px solid currentColor; padding: .25rem .75rem; margin: .75rem 0; }
  .verdict.clean { color: var(--good); } .counts { display: inline-flex; gap: .75rem; margin-left: .5rem; font-size: .9rem; }
  .parts { display: flex; flex-wrap: wrap; gap: .1rem 1rem; font-size: .9rem; margin-bottom: .75rem; }
  .parts .absent { color: var(--soft); }
  .choice, .sheet td.short { white-space: nowrap; } .rest { font-size: .85rem; color: var(--soft); margin-top: .4rem; }
  .signatures { display: flex; gap: 1rem; margin-top: 1.75rem; }
  .signatures span { flex: 1; border-bottom: 1px solid var(--ink); padding-bottom: .1rem; font-size: .9rem; }

  .reading { display: grid; grid-template-columns: minmax(11rem, 15rem) minmax(0, 1fr) minmax(17rem, 24rem); gap: 1rem; align-items: start; margin-bottom: 2.5rem; }
  .reading nav, .reading aside { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; font-size: .9rem; }
  nav h3 { font-size: .9rem; color: var(--soft); }
  nav li { padding: .15rem 0; } nav a { color: inherit; text-decoration: none; } nav a:hover { text-decoration: underline; }
  nav .level2 { padding-left: 1em; } nav .level3 { padding-left: 2em; } nav .level4 { padding-left: 3em; }
  nav .implied, nav .missing { font-size: .85rem; } nav .missing a { color: var(--error); }
  .text { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 2rem clamp(1rem, 4vw, 3rem); font: 1.05rem/1.9 var(--serif); }
  .text p { max-width: 38em; margin: 0 auto .5em; white-space: pre-wrap; line-break: strict; scroll-margin: 30vh 0; }
  .text .title { text-align: center; font-size: 1.3rem; font-weight: 600; }
  .text .heading1 { font-weight: 700; margin-top: 1em; } .text .heading2 { font-weight: 600; }
  .text .cell { border-left: 3px solid var(--line); padding-left: .75em; font-size: .95rem; }
  .text .margin { color: var(--soft); font-size: .9rem; }
  .text mark { color: inherit; } mark { border-bottom: 2px solid; padding-bottom: .05em; }
  mark.error { background: var(--error-ground); border-color: var(--error); }
  mark.warning { background: var(--warning-ground); border-color: var(--warning); }
  mark.off { background: none; border-color: transparent; }
  mark.info { background: var(--info-ground); border-color: var(--info); }
  .number { font: 600 .7rem/1.5 var(--sans); text-decoration: none; vertical-align: super; padding: 0 .3em; border: 1px solid; border-radius: 1em; margin: 0 .1em; scroll-margin: 30vh 0; }
  .card .number { vertical-align: baseline; }
  .cards { display: grid; gap: .6rem; }
  .card { background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 4px; padding: .5rem .75rem; scroll-margin: 2rem 0; }
  .card.error { border-left-color: var(--error); } .card.warning { border-left-color: var(--warning); }
  .card .head { font-size: .85rem; color: var(--soft); } .card.error .head b { color: var(--error); } .card.warning .head b { color: var(--warning); }
  .card:target, .card.on { outline: 2px solid var(--link); } mark.on, .number:target { outline: 2px solid var(--link); }
  .fix del { color: var(--error); } .fix ins { color: var(--good); text-decoration: none; border-bottom: 1px solid; }
  .card small, .related, details { color: var(--soft); font-size: .85rem; } summary { cursor: pointer; }
  .example { white-space: pre-wrap; border-left: 2px solid var(--line); padding-left: .5em; margin-top: .3em; }
  .filters fieldset { border: 0; display: flex; flex-wrap: wrap; gap: .1rem .75rem; font-size: .85rem; }
  .filters legend { float: left; margin-right: .5rem; color: var(--soft); } .keys { font-size: .8rem; color: var(--soft); margin: .25rem 0 .5rem; }
  .errors li { font-size: .9rem; } .errors h2 { font-size: 1rem; }

  @media screen and (max-width: 70rem) {
    .reading { grid-template-columns: minmax(0, 1fr) minmax(16rem, 22rem); }
    .reading nav { position: static; max-height: none; grid-column: 1 / -1; }
  }
  @media screen and (max-width: 48rem) {
    main { padding: .5rem; }
    .reading { grid-template-columns: minmax(0, 1fr); }
    .reading aside { position: static; max-height: none; }
    .sheet { padding: .75rem; } .sheet table, .sheet tbody, .sheet tr, .sheet td { display: block; }
    .sheet thead { display: none; } .sheet tr { border: 1px solid var(--line); margin-bottom: .5rem; padding: .3rem .5rem; }
    .sheet td { border: 0; padding: 0; } .signatures { flex-direction: column; }
  }
  @media print {
    :root { --paper: #fff; --ground: #fff; --ink: #000; --soft: #444; --line: #999; --link: #000; --error: #b3261e; --warning: #8a5300; --info: #2f5d8c; --good: #2d6a36; --error-ground: #fbe0dd; --warning-ground: #fdebc8; --info-ground: #dfeaf6; }
    @page { size: A4; margin: 16mm 15mm; }
    body { font-size: 10.5pt; } main { padding: 0; max-width: none; }
    .overview, .sheet { break-after: page; border: 0; padding: 0; max-width: none; }
    .sheet table { font-size: 9.5pt; } .sheet a { text-decoration: none; }
    .reading { display: block; } .reading nav, .filters { display: none; }
    .text { border: 0; padding: 0; font-size: 11pt; } .text p { max-width: none; }
    .reading aside { position: static; max-height: none; margin-top: 8mm; } .cards { display: block; columns: 2; }
    .card { break-inside: avoid; margin-bottom: 2mm; } details { display: none; }
    mark, td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .draft + .draft { break-before: page; }
  }
  """

/// The script of a report: a click on a mark shows its card, a click on a card shows its mark, the keys j and k step through the
/// findings, and check boxes filter them. The whole report can be read without the script.
let htmlScript = """
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
  """
